"""What companies ask of the catalogue: what asks is dropped, what means a filter becomes one, content stays."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reading.gazetteer import Gazetteer, RegionName
from app.domain.reading.places import PlaceReader
from app.domain.reading.question import QuestionReader, Understood, for_workers
from app.domain.reading.question_places import QuestionPlaces
from app.domain.worker import EXPERIENCE_BANDS
from app.domain.worker_filters import IMPLIED
from app.reference import tables

SENIOR, LONG = "3-5 6-10 11+", "6-10 11+"
VALID = "terverifikasi segera-berakhir"


@cache
def reader() -> QuestionReader:
    places = PlaceReader(Gazetteer(RegionName(row.code, row.name, row.level) for row in tables.regions()))
    return for_workers(QuestionPlaces(places, "63.11"))


def filters_of(understood: Understood) -> dict[str, str]:
    return {one.name: " ".join(one.values) for one in understood.implied}


# A sentence, what is left of it, and the filters it means.
SENTENCES = [
    ("butuh tukang las bersertifikat di Paringin", "tukang las", {"lokasi": "63.11.06"}),
    ("welder 3G BNSP yang siap kerja", "welder 3G", {"penerbit": "bnsp", "tersedia": "sekarang"}),
    (
        "operator alat berat pengalaman 5 tahun lulusan SMK", "operator alat berat",
        {"pendidikan": "smk", "pengalaman": SENIOR},
    ),
    (
        "ahli k3 umum sertifikat kemnaker masih berlaku domisili Awayan", "ahli k3 umum",
        {"penerbit": "kemnaker", "status": VALID, "lokasi": "63.11.03"},
    ),
    (
        "mekanik alat berat paringin selatan siap kerja pengalaman 6 tahun s1", "mekanik alat berat",
        {"lokasi": "63.11.07", "pendidikan": "s1", "tersedia": "sekarang", "pengalaman": LONG},
    ),
    ("juru masak yang sudah bersertifikat dan siap kerja di Halong", "juru masak",
     {"lokasi": "63.11.02", "tersedia": "sekarang"}),
    ("need certified welder 3G with 5 years experience", "welder 3G", {"pengalaman": SENIOR}),
    ("min ada operator HD di Balangan kah", "operator HD", {"lokasi": "63.11"}),
    ("loker welder", "welder", {}),
    ("butuh 3 sopir HD", "sopir HD", {}),
    ("cari 5 orang welder 6g", "welder 6g", {}),
    ("butuh 10 tenaga operator excavator", "operator excavator", {}),
    ("cari tenaga ahli k3", "tenaga ahli k3", {}),
    ("cari pekerja", "", {}),
    ("pekerja di paringin", "", {"lokasi": "63.11.06"}),
    ("orang paringin", "", {"lokasi": "63.11.06"}),
    ("welder punya sertifikat bnsp", "welder", {"penerbit": "bnsp"}),
    ("ahli k3 umum kemnaker", "ahli k3 umum", {"penerbit": "kemnaker"}),
    ("juru ukur skk", "juru ukur", {"penerbit": "skk"}),
    ("skk konstruksi", "", {"penerbit": "skk"}),
    ("lulusan blk mekanik", "mekanik", {"penerbit": "blk"}),
    ("koki bnsp atau kemnaker", "koki", {"penerbit": "bnsp kemnaker"}),
    ("Tata Boga (KKNI Level II)", "Tata Boga", {"jenjang": "2"}),
    ("koki jenjang 3", "koki", {"jenjang": "3"}),
    ("koki KKNI 2 atau 3", "koki", {"jenjang": "2 3"}),
    ("koki kkni 2-4", "koki", {"jenjang": "2 3 4"}),
    ("koki minimal KKNI 7", "koki", {"jenjang": "7 8 9"}),
    ("koki KKNI 8 ke atas", "koki", {"jenjang": "8 9"}),
    ("pemegang sertifikat K3 BNSP level 4", "K3", {"penerbit": "bnsp", "jenjang": "4"}),
    ("satpam terverifikasi", "satpam", {"status": VALID}),
    ("satpam sertifikatnya belum kedaluwarsa", "satpam", {"status": VALID}),
    ("satpam kadaluarsa", "satpam", {"status": "kedaluwarsa"}),
    ("satpam sertifikat tidak berlaku", "satpam", {"status": "kedaluwarsa"}),
    ("las segera berakhir", "las", {"status": "segera-berakhir"}),
    ("apakah ada rigger yang tersedia?", "rigger", {"tersedia": "sekarang"}),
    ("sopir siap kerja bulan depan", "sopir", {"tersedia": "sekarang 30-hari"}),
    ("sopir tersedia dalam 30 hari", "sopir", {"tersedia": "sekarang 30-hari"}),
    ("sopir berpengalaman", "sopir", {"pengalaman": SENIOR}),
    ("sopir tanpa pengalaman", "sopir", {"pengalaman": "0-2"}),
    ("sopir pengalaman di atas 5 tahun", "sopir", {"pengalaman": LONG}),
    ("sopir pengalaman kurang dari 3 tahun", "sopir", {"pengalaman": "0-2"}),
    ("sopir pengalaman maksimal 3 tahun", "sopir", {"pengalaman": "0-2 3-5"}),
    ("sopir pengalaman 3-5 tahun", "sopir", {"pengalaman": "3-5"}),
    ("sopir 10 tahun pengalaman", "sopir", {"pengalaman": LONG}),
    ("sopir lima tahun pengalaman", "sopir", {"pengalaman": SENIOR}),
    ("sopir pengalaman kerja lebih dari 10 tahun", "sopir", {"pengalaman": "11+"}),
    ("pengalaman 5 tahun sebagai operator dump truck", "operator dump truck", {"pengalaman": SENIOR}),
    ("pengalaman minimal 5 tahun di bidang alat berat", "alat berat", {"pengalaman": SENIOR}),
    ("sopir pengalaman 5 tahun di juai", "sopir", {"pengalaman": SENIOR, "lokasi": "63.11.01"}),
    ("mekanik lulusan SMA/SMK", "mekanik", {"pendidikan": "sma smk"}),
    ("mekanik min. D4", "mekanik", {"pendidikan": "d4 s1 s2 s3"}),
]  # fmt: skip

# What looks like it but means nothing of the kind: the text is searched as it stands.
LEFT_ALONE = [
    "juru las 3g", "welder", "k3", "SIM B2", "operator crane kelas 2", "petugas k3 konstruksi", "tenaga kebersihan",
    "pekerja bangunan", "tukang las 5 tahun", "sopir umur 30 tahun", "ready mix", "instruktur blk", "skk migas",
    "admin sertifikasi", "asesor sertifikasi", "auditor", "sopir belum siap kerja", "satpam belum terverifikasi",
    '"siap kerja"', "“welder bnsp”", "level", "kkni", "3", "guru smk", "welder level 6G",
]  # fmt: skip
ASKING_ONLY = ["sertifikat", "tenaga kerja", "tenaga kerja bersertifikat", "butuh orang", "cari pekerja bersertifikat"]


@pytest.mark.parametrize(("text", "rest", "filters"), SENTENCES)
def test_a_sentence_is_understood(text: str, rest: str, filters: dict[str, str]) -> None:
    found = reader().read(text)
    assert (found.text.strip(), filters_of(found)) == (rest, filters)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_carries_content_is_left_alone(text: str) -> None:
    found = reader().read(text)
    assert (found.text, found.implied) == (text, ())


@pytest.mark.parametrize("text", ASKING_ONLY)
def test_who_only_asks_gets_everybody(text: str) -> None:
    assert reader().read(text) == Understood("")


def test_no_title_loses_a_word() -> None:
    """Titles of occupations and schemes are what is searched: typed, each is read as its words alone, a level apart."""
    titles = {row.title_id for row in tables.occupations()} | {row.title for row in tables.schemes()}
    read = {title: reader().read(title) for title in titles}
    changed = {title: found for title, found in read.items() if found.text.strip() != title.strip()}
    assert {name for found in changed.values() for name in filters_of(found)} <= {"jenjang", "pendidikan", "lokasi"}
    assert len(changed) < len(titles) / 50


def test_a_filter_may_be_read_literally() -> None:
    text = "welder bnsp siap kerja di juai"
    assert filters_of(reader().read(text, ["penerbit"])) == {"tersedia": "sekarang", "lokasi": "63.11.01"}
    assert reader().read(text, ["penerbit"]).text == "welder bnsp "
    assert (reader().read("welder bnsp", IMPLIED).text, reader().read("welder bnsp", IMPLIED).implied) == (
        "welder bnsp", (),
    )  # fmt: skip


def test_words_of_a_filter_are_those_typed() -> None:
    found = reader().read("welder sertifikat BNSP pengalaman minimal 5 tahun sebagai fitter")
    assert [(one.name, one.words) for one in found.implied] == [
        ("penerbit", "BNSP"), ("pengalaman", "pengalaman minimal 5 tahun"),
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = reader().read(text)
    assert len(found.text) <= len(text) + 1
    assert all(0 <= start < end <= len(text) for start, end in found.content)


WORDS = (
    "butuh 5 orang welder 3g BNSP kkni level ii minimal 3 tahun pengalaman ber siap kerja masih berlaku tidak tersedia "
    "di paringin lulusan smk - , “ ” sertifikat tanpa"
)


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=12))
def test_what_is_left_was_typed_in_that_order(words: list[str]) -> None:
    found = reader().read(" ".join(words))
    typed = iter(words)
    assert all(word in typed for word in found.text.split())
    bands = dict(filters_of(found)).get("pengalaman", "").split()
    assert set(bands) <= set(EXPERIENCE_BANDS)
