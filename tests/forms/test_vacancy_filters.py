"""U1: every state of the list is an address, and nothing of an address is dropped in silence."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.test import create_environ
from werkzeug.wrappers import Request

from app.domain.list_filters import LONGEST_TEXT, MOST_PAGES
from app.domain.vacancy_filters import FACETS, IMPLIED, MOST_DAYS, SORTS, VacancyFilters
from app.domain.wage import LARGEST
from app.forms.list_filters import MOST_VALUES, Parsed, Problem
from app.forms.vacancy_filters import parse

CHOICES = {
    "lokasi": ["belum-diisi", "63", "63.11", "63.11.03", "63.11.06", "64.71"],
    "jabatan": ["belum-diisi", "72", "721", "7212", "721201"],
    "sektor": ["belum-diisi", "A", "B", "G"],
    "pendidikan": ["belum-diisi", "smk", "d3", "s1"],
    "jenis": ["belum-diisi", "penuh", "kontrak", "magang"],
}
WORDS = [
    "las",
    "operator",
    "C++",
    "a&b=c",
    "100%",
    "“kutip”",
    "é",
    "?#",
    "dump truck",
    "+62",
    "ruang  ganda",
    "\x00",
    "\t",
]


def read(query: str) -> Parsed[VacancyFilters]:
    return parse(Request(create_environ(query_string=query)).args, CHOICES)


def random_state(dice: random.Random) -> VacancyFilters:
    facets: dict[str, Any] = {
        name: tuple(dice.sample(CHOICES[query_name], dice.choice([0, 0, 1, 2, 3])))
        for query_name, name in FACETS.items()
    }
    return VacancyFilters(
        text=dice.choice(["", " ".join(dice.choices(WORDS, k=3)), " ".join(dice.choices(WORDS, k=90)), "las "]),
        wage_min=dice.choice([None, 1, 3_725_000, LARGEST]),
        since_days=dice.choice([None, 1, 7, MOST_DAYS]),
        sort=dice.choice([None, *SORTS]),
        page=dice.choice([1, 1, 2, 137, MOST_PAGES]),
        unfolded=dice.choice([None, *FACETS]),
        literal=tuple(dice.sample(IMPLIED, dice.choice([0, 0, 1, 2, 4]))),
        included=tuple(dice.sample(IMPLIED, dice.choice([0, 0, 1, 2, 4]))),
        **facets,
    )


def test_every_state_is_an_address() -> None:
    dice = random.Random(1)
    for _ in range(300):
        state = random_state(dice)
        assert read(state.query_string()) == Parsed(state), state
    assert read("") == Parsed(VacancyFilters())


@given(st.text(max_size=300))
def test_any_text_survives_the_address(text: str) -> None:
    state = VacancyFilters(text=text)
    assert read(state.query_string()).filters == state
    assert len(state.text) <= LONGEST_TEXT


def test_equal_states_have_one_address() -> None:
    one = read("jenis=penuh&lokasi=63.11.06&lokasi=63.11.03&q=las&lokasi=63.11.06&urut=cocok&halaman=1&gaji_min=&buka=")
    assert one.filters.query_string() == "q=las&lokasi=63.11.03&lokasi=63.11.06&jenis=penuh"
    assert not one.unused
    assert read("urut=terbaru").filters == VacancyFilters()
    assert read("q=las&urut=terbaru").filters.sort == "terbaru"


def test_a_space_at_the_end_finishes_the_word() -> None:
    assert read("q=juru+las++").filters.text == "juru las "
    assert read("q=+juru++las").filters.text == "juru las"
    assert read("q=+").filters.text == ""


@pytest.mark.parametrize(
    ("query", "name", "value", "problem"),
    [
        ("lokasi=99.99", "lokasi", "99.99", Problem.UNKNOWN_VALUE),
        ("jabatan=72122", "jabatan", "72122", Problem.UNKNOWN_VALUE),
        ("jenis=tetap&jenis=penuh", "jenis", "tetap", Problem.UNKNOWN_VALUE),
        ("gaji_min=abc", "gaji_min", "abc", Problem.UNKNOWN_VALUE),
        ("gaji_min=3.725.000", "gaji_min", "3.725.000", Problem.UNKNOWN_VALUE),
        ("gaji_min=-1", "gaji_min", "-1", Problem.UNKNOWN_VALUE),
        ("gaji_min=%C2%B2", "gaji_min", "²", Problem.UNKNOWN_VALUE),
        ("gaji_min=" + "9" * 400, "gaji_min", "9" * 40 + "…", Problem.UNKNOWN_VALUE),
        ("sejak=0", "sejak", "0", Problem.UNKNOWN_VALUE),
        ("halaman=0", "halaman", "0", Problem.UNKNOWN_VALUE),
        ("halaman=abc", "halaman", "abc", Problem.UNKNOWN_VALUE),
        ("halaman=99999999999999", "halaman", "99999999999999", Problem.UNKNOWN_VALUE),
        ("urut=acak", "urut", "acak", Problem.UNKNOWN_VALUE),
        ("buka=semua", "buka", "semua", Problem.UNKNOWN_VALUE),
        ("sejak=7&sejak=8", "sejak", "8", Problem.REPEATED),
        ("lokas=63", "lokas", "", Problem.UNKNOWN_NAME),
        ("lokasi=63.11.03.2001", "lokasi", "63.11.03.2001", Problem.VILLAGE),
        ("q=" + "a" * 5_000, "q", "a" * 40 + "…", Problem.SHORTENED),
        ("jenis=%00", "jenis", "", Problem.UNKNOWN_VALUE),
        ("q=las&harfiah=jabatan", "harfiah", "jabatan", Problem.UNKNOWN_VALUE),
        ("q=las&termasuk=x", "termasuk", "x", Problem.UNKNOWN_VALUE),
        ("q=las&terbaca=sektor:B", "terbaca", "sektor:B", Problem.UNKNOWN_VALUE),
    ],
)
def test_what_is_not_used_is_named(query: str, name: str, value: str, problem: Problem) -> None:
    found = read(query).unused
    assert [(one.name, one.value, one.problem) for one in found] == [(name, value, problem)]


def test_a_village_is_searched_as_its_district() -> None:
    assert read("lokasi=63.11.03.2001").filters.place == ("63.11.03",)
    assert [one.problem for one in read("lokasi=63.99.03.2001").unused] == [Problem.UNKNOWN_VALUE]


def test_of_one_filter_so_many_values_count() -> None:
    codes = [f"63.{number}" for number in range(10, 99)]
    found = parse(MultiDict([("lokasi", code) for code in [*codes, *codes]]), CHOICES | {"lokasi": codes})
    assert found.filters.place == tuple(codes[:MOST_VALUES])
    assert [(one.name, one.value, one.problem) for one in found.unused] == [("lokasi", "60", Problem.TOO_MANY)]


def test_trackers_are_no_news_and_reports_have_an_end() -> None:
    assert not read("utm_source=wa&fbclid=x&gclid=y&ref=z").unused
    assert 0 < len(read("&".join(f"lokasi=x{n}" for n in range(500))).unused) < 20


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["q", "halaman", "gaji_min", "sejak", "urut", "harfiah", "termasuk", "terbaca", *FACETS, "x"]
            ),
            st.text(max_size=20),
        )
    )
)
def test_no_address_fails(pairs: list[tuple[str, str]]) -> None:
    parsed = parse(MultiDict(pairs), CHOICES)
    assert read(parsed.filters.query_string()).filters == parsed.filters


def test_removing_and_changing() -> None:
    state = read("q=las&lokasi=63&lokasi=63.11&gaji_min=5&sejak=7&halaman=4&urut=gaji").filters
    assert state.without("lokasi", "63").query_string() == "q=las&lokasi=63.11&gaji_min=5&sejak=7&urut=gaji"
    assert state.without("lokasi").place == ()
    assert state.without("gaji_min").without("sejak").chosen == (("lokasi", "63"), ("lokasi", "63.11"))
    assert state.without_filters().query_string() == "q=las&urut=gaji"
    assert state.change(page=2).page == 2


def test_how_a_text_is_read_is_part_of_the_address() -> None:
    state = read("termasuk=jenis&harfiah=gaji_min&q=las&harfiah=lokasi&harfiah=lokasi").filters
    assert (state.literal, state.included) == (("lokasi", "gaji_min"), ("jenis",))
    assert state.query_string() == "q=las&harfiah=lokasi&harfiah=gaji_min&termasuk=jenis"
    assert read("harfiah=lokasi&termasuk=jenis").filters == VacancyFilters()  # without a text nothing is read
    assert state.without_filters().query_string() == "q=las&harfiah=lokasi&harfiah=gaji_min"


@pytest.mark.parametrize(
    ("sent", "state"),
    [
        # left as it was shown: still meant by the words
        ("lokasi=63.11.06&terbaca=lokasi:63.11.06", "q=las"),
        ("gaji_min=3000000&terbaca=gaji_min:3000000", "q=las"),
        ("lokasi=63.11.06&lokasi=belum-diisi&terbaca=lokasi:63.11.06&terbaca=lokasi:belum-diisi", "q=las"),
        # cleared: the words are words
        ("terbaca=lokasi:63.11.06", "q=las&harfiah=lokasi"),
        ("gaji_min=&terbaca=gaji_min:3000000&terbaca=jenis:magang", "q=las&harfiah=jenis&harfiah=gaji_min"),
        # changed: chosen by hand
        ("lokasi=63.11.03&lokasi=63.11.06&terbaca=lokasi:63.11.06", "q=las&lokasi=63.11.03&lokasi=63.11.06"),
        ("gaji_min=5000000&terbaca=gaji_min:3000000", "q=las&gaji_min=5000000"),
        ("lokasi=63.11.03&terbaca=jenis:penuh&jenis=penuh", "q=las&lokasi=63.11.03"),
    ],
)
def test_a_box_that_was_checked_of_itself_is_no_choice(sent: str, state: str) -> None:
    found = read(f"q=las&{sent}")
    assert (found.filters.query_string(), found.unused) == (state, ())
