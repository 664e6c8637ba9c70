"""Titles as people write them become KBJI codes, with a confidence that says when not to trust them."""

import time

import pytest

from app.domain.reading.occupation import CONFIDENT, OccupationReader, OccupationReading
from app.domain.reading.occupation_terms import category_terms, title_terms
from app.reference.tables import occupations

REGISTER = [(one.code, one.title_id, one.title_en) for one in occupations()]
READER = OccupationReader(REGISTER)


def read(title: str, category: str = "") -> OccupationReading:
    found = READER.read(title, category)
    assert found is not None, title
    return found


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Sopir Pribadi", "8322"),
        ("DRIVER TRUCK SIM B1 (Paringin)", "8332"),
        ("Operator Alat Berat", "8342"),
        ("Welder 3G", "7212"),
        ("Security / Satpam", "5414"),
        ("Staf Admin Gudang", "4321"),
        ("Asisten Apoteker - Banjarmasin", "3213"),
        ("Apoteker", "2262"),
        ("Perawat Gigi", "3251"),
        ("Guru Bahasa Inggris SD", "2341"),
        ("Full Stack Developer", "2514"),
        ("Ahli K3 Umum", "2263"),
        ("Cook Helper", "9412"),
    ],
)
def test_titles_of_the_market(title: str, code: str) -> None:
    found = read(title)
    assert found.code == code
    assert found.is_sure


@pytest.mark.parametrize(
    ("worker", "supervisor", "manager"),
    [
        (("Staff Accounting", "3313"), ("Accounting Supervisor", "2411"), ("Manager Accounting", "1211")),
        (("Staff Gudang", "4321"), ("Supervisor Gudang", "4321"), ("Kepala Gudang", "1324")),
        (("Operator Produksi", "8189"), ("Leader Operator Produksi", "3122"), ("Kepala Produksi", "1321")),
        (("Staff HRD", "2423"), ("Koordinator HRD", "2423"), ("HRD Manager", "1212")),
    ],
)
def test_rank_chooses_between_worker_supervisor_and_manager(
    worker: tuple[str, str], supervisor: tuple[str, str], manager: tuple[str, str]
) -> None:
    for title, code in (worker, supervisor, manager):
        assert read(title).code == code


def test_longest_phrase_decides() -> None:
    assert read("Admin").code == "4110"
    assert read("Admin Penjualan Gudang").code == "4110"
    assert read("Dokter Gigi Umum").code == "2261"
    assert read("Asisten Dokter Gigi").code == "3251"


def test_titles_of_the_register_are_read_in_both_languages() -> None:
    assert read("Pengendali dan Pembasmi Hama dan Gulma").code == "7544"
    assert read("Welders and Flamecutters").code == "7212"


def test_category_confirms_doubts_and_stands_in() -> None:
    alone = read("Staff Marketing")
    assert read("Staff Marketing", "Pemasaran & Komunikasi > Komunikasi Pemasaran").confidence > alone.confidence
    assert read("Staff Marketing", "Konstruksi > Arsitektur").confidence < alone.confidence
    assert read("Zzzz", "Desain & Arsitektur > Desain Grafis").code == "2166"
    assert read("HR Head", "Sumber Daya Manusia > Konsultasi & HR Umum").code == "1212"  # categories know no ranks


def test_what_stands_around_the_phrase_takes_confidence() -> None:
    plain, strange, two = read("Kasir"), read("Kasir Wahana Air Terjun"), read("Kasir dan Welder")
    assert plain.confidence > strange.confidence > 0
    assert plain.confidence > two.confidence


@pytest.mark.parametrize("title", ["", "!!!", "Zzzz Qqqq", "Supervisor", "Manager"])
def test_titles_that_say_nothing(title: str) -> None:
    assert READER.read(title, "") is None


def test_a_weak_reading_is_not_sure() -> None:
    assert not OccupationReading("4110", CONFIDENT - 0.01).is_sure
    assert OccupationReading("4110", CONFIDENT).is_sure


def test_codes_that_the_register_lacks_are_never_read() -> None:
    reader = OccupationReader([("5230", "Kasir dan Petugas Tiket", ""), ("5222", "Supervisor Toko", "")])
    assert reader.read("Kasir", "") is not None
    assert reader.read("Apoteker", "Kesehatan > Apoteker") is None


def test_terms_name_codes_of_four_digits_and_no_phrase_twice() -> None:
    known = {code for code, _, _ in REGISTER}
    phrases = [phrase for phrase, _ in title_terms()]
    assert len(phrases) == len(set(phrases))
    assert all(phrases)
    assert {code for _, job in title_terms() for code in job.codes} <= known
    assert {code for code, _ in category_terms().values()} <= known
    assert all(0 < job.confidence < 1 for _, job in title_terms())


def test_reading_is_fast_enough_for_an_import() -> None:
    titles = ["Supervisor Produksi Pabrik Kelapa Sawit (Paringin, Balangan)", "Staff Admin", "Tenaga Ahli Muda"] * 200
    began = time.process_time()
    for title in titles:
        READER.read(title, "Manufaktur, Transportasi & Logistik > Operator Mesin")
    assert (time.process_time() - began) * 1_000 / len(titles) < 0.3


@pytest.mark.parametrize("title", ["Teknisi Computer Spesialis Mesin", "Art Director", "Google Adwords Spesialis"])
def test_words_of_many_meanings_decide_nothing_alone(title: str) -> None:
    found = READER.read(title, "")
    assert found is None or found.code not in {"2212", "9111"}
