"""When two open vacancies are one."""

import pytest

from app.domain.moderation.twins import is_twin, likeness

TEXTS = (
    "Melayani pembeli di toko bahan bangunan, menghitung uang, menata semen dan cat, serta menutup toko pada malam.",
    "Mengoperasikan ekskavator di pit selatan, memeriksa unit sebelum kerja, dan melaporkan kerusakan kepada regu.",
    "Memasak menu harian untuk seratus karyawan, menjaga kebersihan dapur, dan menyusun daftar belanja pekanan.",
    "Mengajar matematika untuk kelas tujuh sampai sembilan, menyusun soal, menilai tugas, dan mendampingi lomba.",
    "Merawat pasien rawat inap, mencatat tanda vital, membantu dokter, dan menjelaskan obat kepada keluarga pasien.",
    "Menjahit seragam sekolah sesuai pola, memasang kancing, menyetrika, dan memeriksa ukuran sebelum diserahkan.",
    "Mengantar barang ke toko di delapan kecamatan, menerima pembayaran, dan merawat mobil boks setiap akhir pekan.",
    "Memelihara kebun karet seluas lima hektare, menyadap, memupuk, dan mencatat hasil panen setiap pagi.",
    "Mencatat transaksi harian, menyusun laporan kas, mencocokkan rekening, dan menyiapkan berkas pajak setiap bulan.",
    "Memasang dan memperbaiki instalasi listrik rumah, mengukur tegangan, dan menjelaskan bahaya kepada pemilik rumah.",
)  # fmt: skip


def shouted(text: str) -> str:
    return text.upper()


def listed(text: str) -> str:
    return "- " + text.replace(", ", "\n- ")


def with_a_word_more(text: str) -> str:
    return f"Dibutuhkan segera. {text}"


def with_a_word_changed(text: str) -> str:
    return text.replace("setiap", "tiap").replace("menjaga", "merawat").replace("menyusun", "membuat")


SAME = [
    (text, change(text)) for text in TEXTS for change in (str, shouted, listed, with_a_word_more, with_a_word_changed)
]
DIFFERENT = [(one, other) for one in TEXTS for other in TEXTS if one < other]


def twin(one: str, other: str, **facts: object) -> bool:
    plain: dict[str, object] = {"same_employer": False, "same_title": False, "places": ((), ())}
    words = min(len(one.split()), len(other.split()))
    return is_twin(likeness(one, other), words, **(plain | facts))  # type: ignore[arg-type]


def test_there_are_enough_of_them() -> None:
    assert len(SAME) >= 40
    assert len(DIFFERENT) >= 40


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_copied_text_is_found(one: str, other: str) -> None:
    assert twin(one, other)
    assert twin(one, other, same_employer=True, places=(["63.11.06"], ["63.11.06", "63.11.01"]))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_text_is_another_vacancy(one: str, other: str) -> None:
    assert not twin(one, other, same_title=True)  # two companies may well seek a cashier
    assert not twin(one, other, same_employer=True)


def test_one_company_may_seek_the_same_in_two_places_but_not_twice_in_one() -> None:
    same = {"same_employer": True, "same_title": True}
    assert twin(TEXTS[0], TEXTS[1], **same, places=(["63.11.06"], ["63.11.06"]))
    assert twin(TEXTS[0], TEXTS[1], **same)
    assert not twin(TEXTS[0], TEXTS[0], **same, places=(["63.11.06"], ["63.11.01"]))


def test_a_text_too_short_to_be_copied_is_no_copy() -> None:
    assert not twin("Melayani pembeli.", "Melayani pembeli.")
    assert likeness("", "Melayani pembeli.") == 0


def test_texts_that_are_surely_too_different_are_not_compared_to_the_end() -> None:
    for one, other in DIFFERENT:
        assert likeness(one, other) <= likeness(one, other, 85) < 85
    for one, other in SAME:
        assert likeness(one, other, 85) == likeness(one, other)
