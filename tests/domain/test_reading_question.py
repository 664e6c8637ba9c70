"""Whole sentences: what asks is dropped, what means a filter becomes one, what carries content stays."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reading.gazetteer import Gazetteer, RegionName
from app.domain.reading.places import PlaceReader
from app.domain.reading.question import QuestionReader, Understood, for_vacancies, without_words
from app.domain.reading.question_places import QuestionPlaces
from app.reference import tables

MINIMUM_WAGE = 3_725_000


@cache
def reader(home: str = "63.11") -> QuestionReader:
    places = PlaceReader(Gazetteer(RegionName(row.code, row.name, row.level) for row in tables.regions()))
    return for_vacancies(QuestionPlaces(places, home), MINIMUM_WAGE)


def filters_of(understood: Understood) -> dict[str, str]:
    return {one.name: " ".join(one.values) for one in understood.implied}


# A sentence, what is left of it, and the filters it means.
SENTENCES = [
    ("lowongan kerja untuk lulusan SMK di Paringin", "", {"lokasi": "63.11.06", "pendidikan": "smk"}),
    ("butuh kerjaan jadi tukang kebun", "tukang kebun", {}),
    ("ada loker admin di bjm ga ya", "admin", {"lokasi": "63.71"}),
    ("cari kerja paruh waktu dari rumah gaji 3 juta", "wfh", {"jenis": "paruh", "gaji_min": "3000000"}),
    ("magang s1 akuntansi bandung", "akuntansi", {"lokasi": "32.73 32.04", "pendidikan": "s1", "jenis": "magang"}),
    ("lowongan supir area banjarmasin tanpa pengalaman", "supir tanpa pengalaman", {"lokasi": "63.71"}),
    ("min ada loker sopir di amuntai kah", "sopir", {"lokasi": "63.08"}),
    ("kak info loker cleaning service balangan dong", "cleaning service", {"lokasi": "63.11"}),
    ("handak gawian sopir di juai", "sopir", {"lokasi": "63.11.01"}),
    ("ulun handak begawi di halong", "", {"lokasi": "63.11.02"}),
    ("saya mau kerja di tambang", "tambang", {}),
    ("pengen jadi barista di jogja", "barista", {"lokasi": "34"}),
    ("assalamualaikum, ada lowongan guru ngaji?", "guru ngaji", {}),
    ("halo kak mau tanya ada lowongan kasir", "kasir", {}),
    ("tolong carikan kerja bagian produksi di bekasi", "produksi", {"lokasi": "32.75 32.16"}),
    ("info lowongan kerja terbaru hari ini di tabalong", "", {"lokasi": "63.09"}),
    ("lowongan kerja 2026", "", {}),
    ("loker driver sim b2 umum", "driver sim b2 umum", {}),
    ("lowongan posisi admin gudang", "admin gudang", {}),
    ("dibutuhkan segera juru masak", "juru masak", {}),
    ("open recruitment operator produksi", "operator produksi", {}),
    ("lowongan kerja apa saja untuk tamatan sma", "", {"pendidikan": "sma"}),
    ("saya lulusan d3 perawat mau kerja di rantau", "perawat rantau", {"pendidikan": "d3"}),
    ("kerjaan buat lulusan smp", "", {"pendidikan": "smp"}),
    ("loker min sma", "", {"pendidikan": "sma"}),
    ("min. SMA/SMK sederajat", "", {"pendidikan": "sma smk"}),
    ("sma atau smk", "", {"pendidikan": "sma smk"}),
    ("loker slta", "", {"pendidikan": "sma smk"}),
    ("akuntan minimal S1", "akuntan", {"pendidikan": "s1"}),
    ("lowongan fresh graduate s1 teknik sipil", "teknik sipil", {"pendidikan": "s1"}),
    ("guru lulusan s1", "guru", {"pendidikan": "s1"}),
    ("smk otomotif", "otomotif", {"pendidikan": "smk"}),
    ("teknisi ac smk", "teknisi ac", {"pendidikan": "smk"}),
    ("apoteker diploma", "apoteker", {"pendidikan": "d3"}),
    ("lulusan smk paringin", "", {"lokasi": "63.11.06", "pendidikan": "smk"}),
    ("paringin", "", {"lokasi": "63.11.06"}),
    ("Paringin Selatan", "", {"lokasi": "63.11.07"}),
    ("kasir batu mandi", "kasir", {"lokasi": "63.11.04"}),
    ("kasir batumandi", "kasir", {"lokasi": "63.11.04"}),
    ("hulu sungai utara", "", {"lokasi": "63.08"}),
    ("perawat hst", "perawat", {"lokasi": "63.07"}),
    ("staf di paringin, balangan, kalsel", "staf", {"lokasi": "63.11.06"}),
    ("sopir kec. halong", "sopir", {"lokasi": "63.11.02"}),
    ("sopir tambang batubara balangan", "sopir tambang batubara", {"lokasi": "63.11"}),
    ("buruh kab batubara", "buruh", {"lokasi": "12.19"}),
    ("nyari kerjaan yg deket rumah dong", "", {}),
    ("resepsionis hotel bali", "resepsionis hotel", {"lokasi": "51"}),
    ("mekanik kab banjar", "mekanik", {"lokasi": "63.03"}),
    ("mekanik kabupaten bekasi", "mekanik", {"lokasi": "32.16"}),
    ("sales kota banjarmasin", "sales", {"lokasi": "63.71"}),
    ("banjarmasin kota", "", {"lokasi": "63.71"}),
    ("loker jkt", "", {"lokasi": "31"}),
    ("admin bdg", "admin", {"lokasi": "32.73 32.04"}),
    ("waiter sby", "waiter", {"lokasi": "35.78"}),
    ("helper bpp", "helper", {"lokasi": "64.71"}),
    ("loker jakarta selatan", "", {"lokasi": "31.74"}),
    ("loker jaksel", "", {"lokasi": "31.74"}),
    ("admin bandung jawa barat", "admin", {"lokasi": "32.73 32.04"}),
    ("koki depok sleman", "koki", {"lokasi": "34.04.07"}),
    ("satpam jakarta bandung surabaya", "satpam", {"lokasi": "31 32.73 32.04 35.78"}),
    ("sopir area cikarang", "sopir", {"lokasi": "32.16 32.75"}),
    ("loker di kebayoran lama", "", {"lokasi": "31.74"}),
    ("loker barabai", "", {"lokasi": "63.07"}),
    ("pelayan di solo", "pelayan", {"lokasi": "33.72"}),
    ("buruh di batu malang", "buruh", {"lokasi": "35.79 35.73 35.07"}),
    ("Admin - Palu", "Admin", {"lokasi": "72.71"}),
    ("perawat daerah tebing tinggi", "perawat", {"lokasi": "63.11.08 12.76"}),
    ("welder sekitar balikpapan", "welder", {"lokasi": "64.71"}),
    ("C++ developer jakarta", "C++ developer", {"lokasi": "31"}),
    ("teller bank di jakarta", "teller bank", {"lokasi": "31"}),
    ("sopir pt adaro di balangan", "sopir pt adaro", {"lokasi": "63.11"}),
    ("lowongan kontrak staff gudang", "staff gudang", {"jenis": "kontrak"}),
    ("saya lulusan smk mesin mau jadi teknisi", "mesin teknisi", {"pendidikan": "smk"}),
    ("magang", "", {"jenis": "magang"}),
    ("admin magang", "admin", {"jenis": "magang"}),
    ("internship marketing", "marketing", {"jenis": "magang"}),
    ("barista part time", "barista", {"jenis": "paruh"}),
    ("part-time jaga toko", "jaga toko", {"jenis": "paruh"}),
    ("kerja harian lepas", "", {"jenis": "harian"}),
    ("loker harian", "", {"jenis": "harian"}),
    ("buruh harian gudang", "buruh gudang", {"jenis": "harian"}),
    ("freelance desain grafis", "desain grafis", {"jenis": "harian"}),
    ("karyawan kontrak pabrik", "karyawan pabrik", {"jenis": "kontrak"}),
    ("perawat pkwt", "perawat", {"jenis": "kontrak"}),
    ("kasir full time", "kasir", {"jenis": "penuh"}),
    ("pegawai tetap bank", "pegawai bank", {"jenis": "penuh"}),
    ("kasir gaji di atas 5 juta", "kasir", {"gaji_min": "5000000"}),
    ("sales gaji 5jt", "sales", {"gaji_min": "5000000"}),
    ("gaji 3,5 juta", "", {"gaji_min": "3500000"}),
    ("operator gaji 4-6 juta", "operator", {"gaji_min": "4000000"}),
    ("gaji minimal Rp 3.000.000", "", {"gaji_min": "3000000"}),
    ("gaji 2500000 per bulan", "", {"gaji_min": "2500000"}),
    ("mandor 7 juta ke atas", "mandor", {"gaji_min": "7000000"}),
    ("loker gaji umr balangan", "", {"lokasi": "63.11", "gaji_min": "3725000"}),
    ("kerja dari rumah", "wfh", {}),
    ("kerja di rumah", "wfh", {}),
    ("admin online kerja dari rumah", "admin online wfh", {}),
    ("- admin gudang", "admin gudang", {}),
    ("• Operator HD", "Operator HD", {}),
    ("— kasir", "kasir", {}),
    ("lowongan: kasir, paringin", "kasir", {"lokasi": "63.11.06"}),
    ("loker satui", "", {"lokasi": "63.10"}),
    ("lowongan tanjung", "", {"lokasi": "63.09"}),
    ("gaji lima juta", "", {"gaji_min": "5000000"}),
    ("sopir gaji di atas empat jutaan", "sopir", {"gaji_min": "4000000"}),
    ("gaji 3jt an", "", {"gaji_min": "3000000"}),
    ("SMP", "", {"pendidikan": "smp"}),
    ("smp juai", "", {"lokasi": "63.11.01", "pendidikan": "smp"}),
    ("kasir sd", "kasir", {"pendidikan": "sd"}),
    ("lulusan MTs", "", {"pendidikan": "smp"}),
    ("mts sederajat", "", {"pendidikan": "smp"}),
    ("lulusan smp/mts", "", {"pendidikan": "smp"}),
    ("lulusan ma", "", {"pendidikan": "ma"}),
    ("paket c", "", {"pendidikan": "paket-c"}),
    ("jurusan keperawatan", "keperawatan", {}),
    ("lulusan ekonomi", "ekonomi", {}),
    ("s1 jurusan teknik sipil", "teknik sipil", {"pendidikan": "s1"}),
    ("harian", "", {"jenis": "harian"}),
    ("magang kemnaker", "", {"jenis": "magang"}),
    ("maganghub", "", {"jenis": "magang"}),
    ("cari gawi di toko", "toko", {}),
]  # fmt: skip

# What looks like it but means nothing of the kind: the text is searched as it stands.
LEFT_ALONE = [
    "dokter umum", "kepala bagian", "kerja sama", "admin gudang", "bagian umum", "keselamatan kerja", "tenaga kerja",
    "staf hubungan kerja", "instruktur latihan kerja", "kerja praktek", "pekerjaan umum", "pekerjaan sosial",
    "job control", "staff ga", "hrd ga", "R&D", "toko mas", "informasi teknologi", "petugas informasi",
    "gudang barang jadi", "penjahit pakaian jadi", "guru smk", "guru smk paringin", "dosen s1", "guru matematika sma",
    "tutor matematika sd", "kepala sekolah sma", "tata usaha sd", "operator sekolah sd", "SMA Negeri 2",
    "tukang batu", "admin batu", "batu bara", "tambang batubara", "operator batubara",
    "bank jakarta", "semen padang", "rumah makan padang",
    "nasi goreng padang",
    "bahasa bali", "penyanyi solo", "guru tari bali", "pt banjarmasin jaya",
    "CV Rajawali Diesel Jakarta", "rsud balangan", "jalan ahmad yani",
    "pengrajin kuningan", "pati", "staf bpn", "bpn", "serang", "banjar", "kepala toko", "bandar", "motor metro",
    "admin di par", "koran harian", "laporan harian", "kontrak kerja", "administrator kontrak",
    "contract administrator",
    "pembimbing magang", "koordinator magang", "internal auditor", "audit intern", "full stack developer",
    "guru tetap bahasa inggris", "penjualan 5 juta", "5 juta", "3g", "welder 3g 6g", "sim b1", "k3", "umum",
    "gaji", "staf penggajian", "kerja di rumah sakit", "perawat di rumah sakit", "asisten rumah tangga",
    "masakan rumahan", "cari", "hari libur", "malam hari", "kerja malam", "lowongan lulusan terbaik",
    "“admin gudang paringin”", '"loker admin" kasir', "“magang”", "sales TO", "marketing LG",
    "Perencana Tata Kota dan Lalu Lintas", "Pencari Kayu",
]  # fmt: skip
ASKING_ONLY = [
    "loker", "Lowongan Kerja", "lowongan kerja terbaru hari ini", "info loker dong kak", "kerja", "cari kerja",
    "ada lowongan apa saja untuk saya", "butuh kerjaan", "mau kerja apa aja", "kak ada loker ga ya", "gawian",
    "lowongan kerja terdekat", "loker terbaru 2026", "lowongan pekerjaan", "info lowongan", "min ada loker?",
    "saya sedang mencari pekerjaan", "job vacancy", "loker loker", "lowker", "ada kerjaan kah",
]  # fmt: skip
STAYS_PART = {
    "kerja di rumah sakit": "rumah sakit", "kerja malam": "malam", "lowongan lulusan terbaik": "lulusan terbaik",
    "cari": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "rest", "filters"), SENTENCES)
def test_a_sentence_is_understood(text: str, rest: str, filters: dict[str, str]) -> None:
    found = reader().read(text)
    assert (found.text.strip(), filters_of(found)) == (rest, filters)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_carries_content_is_left_alone(text: str) -> None:
    found = reader().read(text)
    assert (found.text, found.implied) == (STAYS_PART.get(text, text), ())


@pytest.mark.parametrize("text", ASKING_ONLY)
def test_who_only_asks_gets_everything(text: str) -> None:
    assert reader().read(text) == Understood("")


def test_there_are_sentences_enough() -> None:
    assert len(SENTENCES) + len(LEFT_ALONE) + len(ASKING_ONLY) >= 120
    assert len(LEFT_ALONE) >= 60


def test_words_of_a_filter_are_those_typed() -> None:
    found = reader().read("kasir di daerah Paringin, Balangan lulusan SMA/SMK gaji 3jt")
    assert [(one.name, one.words) for one in found.implied] == [
        ("lokasi", "Paringin, Balangan"), ("pendidikan", "SMA, SMK"), ("gaji_min", "gaji 3jt"),
    ]  # fmt: skip
    text = "kasir di daerah Paringin, Balangan lulusan SMA/SMK gaji 3jt"
    assert [without_words(text, one.spans) for one in found.implied] == [
        "kasir lulusan SMA/SMK gaji 3jt ",
        "kasir di daerah Paringin, Balangan gaji 3jt ",
        "kasir di daerah Paringin, Balangan lulusan SMA/SMK ",
    ]


def test_a_filter_may_be_read_literally() -> None:
    text = "magang smk di paringin"
    assert reader().read(text, ["lokasi"]).text.split() == ["di", "paringin"]
    assert filters_of(reader().read(text, ["lokasi", "jenis"])) == {"pendidikan": "smk"}
    everything = reader().read(text, ["lokasi", "jenis", "pendidikan", "gaji_min"])
    assert (everything.text, everything.implied) == (text, ())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("admin di paringin", "admin "),  # a word before another is finished
        ("loker adm", "adm"),  # the last word may go on
        ("loker adm ", "adm "),
        ("paringin adm", "adm"),
        ("juru las", "juru las"),
        ("juru las ", "juru las "),
    ],
)
def test_the_last_word_stays_open(text: str, rest: str) -> None:
    assert reader().read(text).text == rest


def test_content_is_where_the_words_stand() -> None:
    text = "ada loker juru las di paringin?"
    found = reader().read(text)
    assert [text[start:end] for start, end in found.content] == ["juru", "las"]


def test_another_office_has_other_districts() -> None:
    assert filters_of(reader("64.71").read("kasir paringin")) == {}
    assert filters_of(reader("64.71").read("kasir area paringin")) == {"lokasi": "63.11"}
    assert filters_of(reader("").read("kasir balikpapan")) == {"lokasi": "64.71"}
    nowhere = for_vacancies(QuestionPlaces(PlaceReader(Gazetteer([])), ""))
    assert nowhere.read("kasir gaji umr di paringin").implied == ()


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = reader().read(text)
    assert len(found.text) <= len(text) + len(" wfh ")
    assert all(0 <= start < end <= len(text) for start, end in found.content)


WORDS = (
    "loker kerja admin di paringin smk lulusan magang gaji 3 juta dari rumah jakarta selatan ga ya kak 5jt umr - , “ ”"
)


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=12))
def test_what_is_left_was_typed_in_that_order(words: list[str]) -> None:
    left = reader().read(" ".join(words)).text.removesuffix("wfh ").split()
    typed = iter(words)
    assert all(word in typed for word in left)
