"""The language data that ships: readable, with its sources, and true to what an office would say."""

from pathlib import Path

import pytest

from search import language as package
from search.language import RULES, asked, collect, indonesian, parts
from search.spelling import near, sound

FOLDER = Path(package.__file__).parent
LINES = [
    (place.stem, line)
    for place in sorted((FOLDER / "synonyms").glob("*.tsv"))
    for line in place.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_every_group_names_its_sources() -> None:
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    things = [line for line in (FOLDER / "other_things.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert all(line.split("\t")[2] == "hand" for line in things)
    for part, line in LINES:
        cells = line.split("\t")
        assert len(cells) == 4, (part, line)
        assert cells[3], (part, line)
        assert all(f"`{source}`" in notice for source in cells[3].split(", ")), (part, line)
    assert len(LINES) >= 600


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("spv", "supervisor"),
        ("k3", "hse"),
        ("sopir hd", "operator dump truck"),
        ("satpam", "security"),
        ("juru las", "welder"),
        ("nurse", "perawat"),
        ("pemasaran", "marketing"),
        ("akuntansi", "accounting"),
        ("gudang", "warehouse"),
        ("koki", "juru masak"),
        ("pramusaji", "waiter"),
        ("tata graha", "housekeeping"),
        ("juru ukur", "surveyor"),
        ("alat berat", "excavator"),
        ("kelapa sawit", "sawit"),
        ("gawian", "pekerjaan"),
        ("manurih gatah", "penyadap karet"),
        ("wadai", "kue"),
        ("ngelas", "welder"),
        ("loker", "lowongan"),
        ("instalatur listrik", "electrician"),
        ("bersertifikat", "certified"),
        ("tahfidz", "quran"),
        ("k3 umum", "ahli k3"),
        ("pembantu", "asisten rumah tangga"),
        ("bis", "bus"),
        ("kuli angkut", "helper gudang"),
        ("juru tulis", "administrasi"),
        ("pelayan rumah makan", "waiter"),
        ("tukang foto", "fotografer"),
        ("sopir truk sawit", "driver dump truck"),
        ("operator hauling", "operator dump truck"),
        ("baby siter", "babysitter"),
        ("tukang kebersihan", "cleaning service"),
        ("pengantar makanan", "kurir"),
        ("tenaga sopir", "driver"),
        ("kantoran", "administrasi"),
        ("operator d85", "operator bulldozer"),
        ("urang bajaga malam", "satpam"),
        ("tukang service hp", "teknisi handphone"),
        ("sim a", "driver"),
        ("sim b2 umum", "b2 umum"),
        ("sim mobil", "sim a"),
    ],
)
def test_words_lead_where_an_office_would_look(typed: str, found: str) -> None:
    assert tuple(found.split()) in indonesian().synonyms[tuple(typed.split())]


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("excavator", "alat berat"),  # narrower one way
        ("juru las", "las"),
        ("dokter", "dukun"),  # what a thesaurus would mix up
        ("magang", "matang"),
        ("captain", "kapten kapal"),  # of a restaurant
        ("art", "pembantu"),  # who helps may help anybody
        ("perawat", "perawatan"),
        ("pelatih", "training"),  # who trains is not who arranges trainings
        ("kuli angkut", "admin gudang"),
        ("cuci mobil", "detailing"),  # what medical representatives do
        ("pekerja kebun", "farmer"),
        ("teknologi informasi", "it"),  # an English pronoun as well
    ],
)
def test_words_do_not_lead_astray(typed: str, other: str) -> None:
    assert tuple(other.split()) not in indonesian().synonyms.get(tuple(typed.split()), ())


@pytest.mark.parametrize(
    ("asked", "title", "shown"),
    [
        ("penjaga malam", "security engineer", False),
        ("satpam bank", "it security officer", False),
        ("keamanan jaringan", "network security engineer", True),
        ("asisten rumah tangga", "art director", False),
        ("asisten kebun", "real estate assistant", False),
        ("juru ukur", "quantity surveyor", True),
        ("satpam", "security supervisor", True),
        ("sim a", "supir dumptruck", False),
        ("sim a truk", "driver truk", True),
        ("bank", "teknisi bank darah", False),
        ("optik", "teknisi fiber optic", False),
        ("fiber optik", "teknisi fiber optic", True),
        ("optik fiber", "teknisi fiber optic", True),
        ("satpam security", "security engineer", False),
    ],
)
def test_titles_of_another_thing(asked: str, title: str, shown: bool) -> None:
    unlike = indonesian().unlike(asked.split())
    assert any({*other} <= {*title.split()} for other in unlike) is not shown


def test_words_that_go_on_as_another_thing_are_whole() -> None:
    whole = indonesian().whole
    assert {"perawat", "bidan", "produk", "kontrak", "pendidik", "pelatih", "mekanik", "bar", "sim a"} <= whole
    assert not {"desain", "motor", "admin", "apotek", "sopir", "market", "fotograf"} & whole


def test_parts_may_be_left_out() -> None:
    assert {*RULES} < {*parts()}
    assert ("gawian",) not in indonesian({"banjar"}).synonyms
    assert indonesian({"by-ear"}).rules == RULES - {"by-ear"}
    assert indonesian({"banjar"}) is indonesian(("banjar",))
    assert not indonesian(parts()).synonyms
    with pytest.raises(ValueError, match="no part"):
        indonesian({"klingon"})


def test_pairs_reach_into_narrower_groups() -> None:
    found = collect([("both", "truk | truck", ""), ("both", "tronton | wingbox", ""), ("one", "truk", "tronton")])
    assert found["truck",] == (("truk",), ("tronton",), ("wingbox",))
    assert found["tronton",] == (("wingbox",),)


def test_what_is_found_already_is_left_out() -> None:
    found = collect([("both", "sales | sales executive | tenaga jual | tenaga jual keliling", "")])
    assert found["sales",] == (("tenaga", "jual"),)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("vorklif", "forklift"),
        ("faforit", "favorit"),
        ("asesoris", "aksesoris"),
        ("sekuriti", "security"),
        ("tehnisi", "teknisi"),
        ("apotik", "apotek"),
        ("supir", "sopir"),
        ("suvervisor", "supervisor"),
        ("djahit", "jahit"),
        ("goeroe", "guruu"),
        ("kwalitas", "kualitas"),
        ("expedisi", "ekspedisi"),
        ("cashier", "kasir"),
        ("zekolah", "sekolah"),
        ("mekanig", "mekanik"),
        ("programer", "programmer"),
    ],
)
def test_words_that_sound_alike(one: str, two: str) -> None:
    assert sound(one) == sound(two) != ""


@pytest.mark.parametrize(("one", "two"), [("perawat", "perawatan"), ("bidan", "bidang"), ("kasir", "kasar")])
def test_words_that_do_not(one: str, two: str) -> None:
    assert sound(one) != sound(two)


def test_short_words_and_numbers_have_no_sound() -> None:
    assert sound("guru") == sound("12345") == sound("k3umum") == ""


def test_what_may_be_meant() -> None:
    language = indonesian()
    assert language.meant("vorklif")[0] == "forklift"
    assert "satpam" in language.meant("satpan")
    assert "welder" in language.meant("elder")
    assert language.meant("satpam") == ()
    assert near("1234", ["1235"]) == ()
    assert near("was", ["las"]) == ()
    assert near("elder", ["welder", "elders"]) == ("elders", "welder")
    assert indonesian({"by-ear", "far-typos"}).meant("vorklif") == ()


def test_keys_are_as_a_query_has_them() -> None:
    found = asked({("a", "dan", "b"): (("c",),), ("dari", "x"): (("d",),), ("e",): (("f",),)}, {"dan", "dari"})
    assert found == {("a", "b"): (("c",), ("a", "dan", "b")), ("e",): (("f",),)}
    assert ("k3",) in indonesian().synonyms["keselamatan", "kesehatan", "kerja"]
    assert not any({*key} & indonesian().stop_words for key in indonesian().synonyms)
