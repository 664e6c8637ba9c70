"""U1: every state of the catalogue is an address, and nothing of an address is dropped in silence."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.test import create_environ
from werkzeug.wrappers import Request

from app.domain.list_filters import MOST_PAGES
from app.domain.worker_filters import CERTIFICATE_FACETS, FACETS, SORTS, WorkerFilters
from app.forms.list_filters import Parsed, Problem
from app.forms.worker_filters import parse

CHOICES = {
    "skema": ["welder-smaw-3g", "operator-hd", "tata-boga"],
    "penerbit": ["bnsp", "kemnaker", "blk", "skk", "vendor"],
    "jenjang": ["2", "3", "9", "belum-diisi"],
    "status": ["terverifikasi", "segera-berakhir", "kedaluwarsa"],
    "lokasi": ["63", "63.11", "63.11.03", "63.11.06"],
    "pendidikan": ["smk", "d3"],
    "tersedia": ["sekarang", "30-hari", "tidak"],
    "pengalaman": ["0-2", "3-5", "6-10", "11+"],
}
TEXTS = ["", "las", "las ", "welder 3G", "sopir HD & C++", "“kutip” 100%", "a" * 300]


def read(query: str) -> Parsed[WorkerFilters]:
    return parse(Request(create_environ(query_string=query)).args, CHOICES)


def random_state(dice: random.Random) -> WorkerFilters:
    facets = {
        name: tuple(dice.sample(CHOICES[query_name], dice.choice([0, 0, 1, 2, 3]) % (len(CHOICES[query_name]) + 1)))
        for query_name, name in FACETS.items()
    }
    return WorkerFilters(
        text=dice.choice(TEXTS),
        sort=dice.choice([None, *SORTS]),
        page=dice.choice([1, 1, 2, 44, MOST_PAGES]),
        unfolded=dice.choice([None, *FACETS]),
        **facets,
    )


def test_every_state_is_an_address() -> None:
    dice = random.Random(4)
    seen = set()
    for _ in range(300):
        state = random_state(dice)
        assert read(state.query_string()) == Parsed(state), state
        seen.add(state.query_string())
    assert len(seen) > 250
    assert read("") == Parsed(WorkerFilters())


def test_the_query_names_are_the_contract() -> None:
    state = WorkerFilters(
        text="las", scheme=("welder-smaw-3g",), issuer=("bnsp",), level=("3",), state=("terverifikasi",),
        place=("63.11.06",), education=("smk",), availability=("30-hari",), experience=("11+",), sort="berakhir",
        page=2, unfolded="skema",
    )  # fmt: skip
    assert state.query_string() == (
        "q=las&skema=welder-smaw-3g&penerbit=bnsp&jenjang=3&status=terverifikasi&lokasi=63.11.06&pendidikan=smk"
        "&tersedia=30-hari&pengalaman=11%2B&urut=berakhir&halaman=2&buka=skema"
    )
    assert list(CERTIFICATE_FACETS) == ["skema", "penerbit", "jenjang", "status"]


@pytest.mark.parametrize(
    ("query", "name", "value", "problem"),
    [
        ("skema=las", "skema", "las", Problem.UNKNOWN_VALUE),
        ("status=dicabut", "status", "dicabut", Problem.UNKNOWN_VALUE),
        ("status=belum-diverifikasi", "status", "belum-diverifikasi", Problem.UNKNOWN_VALUE),
        ("pengalaman=11+", "pengalaman", "11", Problem.UNKNOWN_VALUE),  # an unescaped plus is a space
        ("urut=gaji", "urut", "gaji", Problem.UNKNOWN_VALUE),
        ("buka=jabatan", "buka", "jabatan", Problem.UNKNOWN_VALUE),
        ("gaji_min=5", "gaji_min", "", Problem.UNKNOWN_NAME),
        ("nama=budi", "nama", "", Problem.UNKNOWN_NAME),
        ("lokasi=63.11.03.2001", "lokasi", "63.11.03.2001", Problem.VILLAGE),
    ],
)
def test_what_is_not_used_is_named(query: str, name: str, value: str, problem: Problem) -> None:
    assert [(one.name, one.value, one.problem) for one in read(query).unused] == [(name, value, problem)]


@given(st.lists(st.tuples(st.sampled_from(["q", "halaman", "urut", "buka", *FACETS, "x"]), st.text(max_size=20))))
def test_no_address_fails(pairs: list[tuple[str, str]]) -> None:
    parsed = parse(MultiDict(pairs), CHOICES)
    assert read(parsed.filters.query_string()).filters == parsed.filters


def test_removing_one_value() -> None:
    state = read("q=las&skema=operator-hd&skema=tata-boga&jenjang=2&halaman=3&urut=berakhir").filters
    assert state.without("skema", "tata-boga").query_string() == "q=las&skema=operator-hd&jenjang=2&urut=berakhir"
    assert state.without("skema").without("jenjang").chosen == ()
    assert state.without_filters().query_string() == "q=las&urut=berakhir"
