"""The state of a tab of the queue is its address (U1)."""

import random

from werkzeug.datastructures import MultiDict

from app.domain.queue import FILTERS, NAMES, QueueFilters, Tab
from app.forms.list_filters import Problem
from app.forms.queue_filters import read_queue

CHOICES = {
    "jenis": ("baru", "contoh"), "tanda": ("fee", "age"), "tingkat": ("berat", "ringan", "tanpa"),
    "alasan": ("biaya", "palsu"), "penerbit": ("bnsp", "blk"), "lokasi": ("63.11.01", "63.11.06"),
    "petugas": ("kosong", "saya", "lain"), "lama": ("4", "24"),
}  # fmt: skip


def some_state(dice: random.Random) -> QueueFilters:
    tab = dice.choice(list(Tab))
    values: dict[str, object] = {}
    for name in FILTERS[tab]:
        if dice.random() < 0.5:
            values[NAMES[name]] = dice.randint(1, 10**6) if name == "perusahaan" else dice.choice(CHOICES[name])
    text = dice.choice(["", "juru las", "50% & <b>", "a+b=c", "ñ ü"])
    return QueueFilters(tab, text=text, page=dice.choice([1, 2, 37]), **values)  # type: ignore[arg-type]


def test_parse_of_build_is_the_state_for_300_states() -> None:
    dice = random.Random(5)
    for _ in range(300):
        state = some_state(dice)
        read, unused = read_queue(state.tab, MultiDict(state.pairs), CHOICES)
        assert (read, unused) == (state, ())


def test_what_is_not_known_is_named() -> None:
    args = MultiDict([("tanda", "x"), ("petugas", "saya"), ("petugas", "lain"), ("halaman", "0"), ("alasan", "biaya")])
    state, unused = read_queue(Tab.VACANCIES, args, CHOICES)
    assert state == QueueFilters(Tab.VACANCIES, held="saya")
    assert {(one.name, one.problem) for one in unused} == {
        ("tanda", Problem.UNKNOWN_VALUE), ("petugas", Problem.REPEATED), ("halaman", Problem.UNKNOWN_VALUE),
        ("alasan", Problem.UNKNOWN_NAME),
    }  # fmt: skip


def test_an_empty_choice_is_none() -> None:
    args = MultiDict([("q", "  las "), ("tanda", ""), ("perusahaan", "12")])
    assert read_queue(Tab.REPORTS, args, CHOICES)[0] == QueueFilters(Tab.REPORTS, text="las", employer_id=12)
    assert QueueFilters(Tab.REPORTS, text="las", employer_id=12).query_string() == "q=las&perusahaan=12"
