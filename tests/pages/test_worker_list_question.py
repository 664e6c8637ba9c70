"""Whole sentences on the catalogue: filters that words mean, how to undo them, and whom they leave out."""

from datetime import timedelta

import pytest

from app.domain.worker_filters import FACETS, WorkerFilters
from app.indexing.engines import Engines
from app.queries import worker_search
from app.queries.worker_search import WorkerPage
from search.vacancies import UNKNOWN
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, worker
from tests.support.dom import text_of
from tests.support.htmx import assert_same, click
from tests.support.lists import Broken, checked, ways_out
from tests.support.pages import Page
from tests.support.queries import assert_flat
from tests.support.site import Site

HOME = "63.11"
SENTENCE = "/tenaga-kerja?q=butuh+tukang+las+bersertifikat+BNSP+di+Paringin"


def fill(site: Site) -> None:
    """Four welders, none like the other, and somebody else."""
    site.save(
        worker(certificate("welder-smaw-3g", level=3), experience_months=12),
        worker(
            certificate("welder-smaw-6g", "kemnaker"), district_code="63.11.01", education="s1", experience_months=80,
        ),
        worker(
            certificate("welder-gtaw-6g", valid_until=TODAY - timedelta(days=9)), available_from=None,
            experience_months=140,
        ),
        worker(
            certificate("welder-smaw-3g", valid_until=TODAY + timedelta(days=30)), district_code="63.11.02",
            education="sd", available_from=TODAY + timedelta(days=20),
        ),
        worker(certificate("tata-boga", "kemnaker", level=2), occupations=["512000"]),
    )  # fmt: skip


def total(page: Page) -> str:
    return text_of(page.one("#jumlah strong"))


def chips(page: Page) -> list[str]:
    return page.texts("a.chip")


def ask(site: Site, text: str, **more: object) -> WorkerPage:
    with site.session() as session:
        filters = WorkerFilters(text=text, **more)  # type: ignore[arg-type]
        return worker_search.search(session, site.engines.workers, filters, site.clock, HOME)


def test_a_sentence_becomes_filters(site: Site) -> None:
    fill(site)
    page = site.client.get(SENTENCE)
    assert total(page) == "2 orang"
    assert chips(page) == ["Hapus saringan BNSP dari kata “BNSP”", "Hapus saringan Paringin dari kata “Paringin”"]
    assert checked(page) == ["63.11.06", "bnsp"]
    assert text_of(page.one("#saringan-jumlah .count")) == "2 saringan aktif"
    assert page.one("#q").get("value") == "butuh tukang las bersertifikat BNSP di Paringin"


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("butuh tukang las bersertifikat di Paringin", 2),
        ("las di balangan", 4),
        ("welder 3G BNSP yang siap kerja", 1),
        ("welder tersedia dalam 30 hari", 3),
        ("juru las pengalaman 5 tahun", 3),
        ("juru las berpengalaman lebih dari 10 tahun", 1),
        ("las lulusan s1", 1),
        ("las minimal smk", 3),
        ("las masih berlaku", 3),
        ("las kedaluwarsa", 1),
        ("las segera berakhir", 1),
        ("las kkni 3", 1),
        ("cari 5 orang bersertifikat kemnaker", 2),
        ("cari tenaga kerja", 5),
    ],
)
def test_words_mean_what_they_say(site: Site, text: str, hits: int) -> None:
    fill(site)
    assert ask(site, text).total == hits


def test_words_and_choices_hold_for_one_and_the_same_certificate(site: Site) -> None:
    over = certificate("welder-smaw-3g", "bnsp", level=3, valid_until=TODAY - timedelta(days=1))
    site.save(worker(over, certificate("ahli-k3-umum", "kemnaker")))
    for text, facets, hits in (
        ("bnsp kedaluwarsa kkni 3", {}, 1), ("bnsp masih berlaku", {}, 0), ("kkni 3 kemnaker", {}, 0),
        ("kedaluwarsa", {"scheme": ("ahli-k3-umum",)}, 0), ("kemnaker", {"scheme": ("ahli-k3-umum",)}, 1),
    ):  # fmt: skip
        assert ask(site, text, **facets).total == hits, text


def test_a_chip_goes_by_a_plain_link_and_comes_back_by_another(site: Site) -> None:
    fill(site)
    page = site.client.get("/tenaga-kerja?q=las+bnsp+di+paringin")
    literal = page.follow("BNSP dari kata “bnsp”")
    assert literal.path == "/tenaga-kerja?q=las+bnsp+di+paringin&harfiah=penerbit"
    assert chips(literal) == ["Hapus saringan Paringin dari kata “paringin”"]
    assert "“bnsp” dicari sebagai kata." in literal.text
    assert literal.follow("Jadikan saringan penerbit").path == "/tenaga-kerja?q=las+bnsp+di+paringin"
    cleared = page.follow("Hapus semua")
    assert cleared.path == "/tenaga-kerja?q=las+bnsp+di+paringin&harfiah=penerbit&harfiah=lokasi"
    assert not chips(cleared)


def test_a_range_goes_by_the_words_typed(site: Site) -> None:
    fill(site)
    page = site.client.get("/tenaga-kerja?q=las+minimal+KKNI+3+minimal+SMK+pengalaman+1+tahun")
    assert chips(page) == [
        "Hapus saringan minimal KKNI 3 dari kata “minimal KKNI 3”",
        "Hapus saringan minimal SMK dari kata “minimal SMK”",
        "Hapus saringan pengalaman 1 tahun dari kata “pengalaman 1 tahun”",
    ]  # fmt: skip
    assert total(page) == "1 orang"


def test_certificates_without_a_level_are_counted_and_let_in(site: Site) -> None:
    fill(site)
    site.save(worker(certificate("welder-smaw-3g", level=3), certificate("welder-smaw-6g")))  # has both: not left out
    page = site.client.get("/tenaga-kerja?q=las+kkni+3")
    assert total(page) == "2 orang"
    assert "3 orang tidak ikut karena sertifikatnya tanpa jenjang KKNI." in page.text
    wider = page.follow("Sertakan yang tanpa jenjang")
    assert wider.path == "/tenaga-kerja?q=las+kkni+3&termasuk=jenjang"
    assert total(wider) == "5 orang"
    assert chips(wider) == ["Hapus saringan KKNI 3 atau Tanpa jenjang dari kata “kkni 3”"]
    assert checked(wider) == ["3", UNKNOWN]
    assert "Orang yang sertifikatnya tanpa jenjang KKNI ikut ditampilkan." in wider.text
    assert wider.follow("Jangan sertakan yang tanpa jenjang").path == "/tenaga-kerja?q=las+kkni+3"


def test_only_a_level_can_be_unknown(site: Site) -> None:
    fill(site)
    address = "/tenaga-kerja?q=las+bnsp&termasuk=penerbit"
    page = site.client.get(address)
    assert page.texts(".notice p") == ["Nilai “penerbit” untuk termasuk tidak dikenal dan tidak dipakai."]
    assert site.client.htmx(address, current=address).headers["HX-Push-Url"] == "/tenaga-kerja?q=las+bnsp"


def test_a_filter_chosen_by_hand_wins(site: Site) -> None:
    fill(site)
    page = site.client.get("/tenaga-kerja?q=las+di+paringin&lokasi=63.11.01")
    assert (total(page), chips(page)) == ("1 orang", ["Hapus saringan Juai"])


def test_the_panel_works_without_script(site: Site) -> None:
    """Its boxes show what the words mean; sent as they are they change nothing, cleared they clear it."""
    fill(site)
    page = site.client.get("/tenaga-kerja?q=las+paringin+masih+berlaku")
    same = page.submit("form[data-list]")
    assert (total(same), chips(same)) == (total(page), chips(page))
    cleared = page.submit("form[data-list]", lokasi=[])
    assert chips(cleared) == ["Hapus saringan Terverifikasi atau Segera berakhir dari kata “masih berlaku”"]
    assert "“paringin” dicari sebagai kata." in cleared.text
    more = page.submit("form[data-list]", lokasi=["63.11.06", "63.11.01"])
    assert chips(more)[1:] == ["Hapus saringan Juai", "Hapus saringan Paringin"]


def test_a_swap_gives_the_page_of_its_address(site: Site) -> None:
    fill(site)
    page = site.client.get("/tenaga-kerja?q=las+paringin+kkni+3")
    for words in ("Hapus saringan Paringin", "Sertakan yang tanpa jenjang", "Hapus semua"):
        swapped = click(page, page.link(words))
        assert_same(swapped.document, site.client.get(swapped.url).dom)
    panel = page.one("#saringan")
    swapped = click(page, panel, lokasi=[])
    assert swapped.url == "/tenaga-kerja?q=las+paringin+kkni+3&harfiah=lokasi"
    assert_same(swapped.document, site.client.get(swapped.url).dom)
    swapped = click(page, panel, jenjang=["3"], lokasi=["63.11.06"], tersedia=["sekarang"])
    assert swapped.url == "/tenaga-kerja?q=las+paringin+kkni+3&tersedia=sekarang"


@pytest.mark.parametrize(
    "text",
    [
        "las paringin",
        "welder bnsp siap kerja",
        "las kkni 3 pengalaman 1 tahun",
        "bnsp masih berlaku",
        "las minimal smk",
    ],
)
def test_counts_are_what_a_value_would_give(site: Site, text: str) -> None:
    fill(site)
    site.save(worker(certificate("welder-smaw-3g", level=3), certificate("welder-smaw-6g", "kemnaker")))
    page = ask(site, text)
    assert page.facets is not None
    assert page.total == len(page.cards)
    for query_name, attribute in FACETS.items():
        for value, hits in page.facets[query_name].items():
            assert ask(site, text, **{attribute: (value,)}).total == hits, (query_name, value)
    for name, left_out in page.left_out.items():
        assert ask(site, text, included=(name,)).total == page.total + left_out


def test_nothing_found_says_what_to_drop(site: Site) -> None:
    fill(site)
    page = site.client.get("/tenaga-kerja?q=cari+tukang+las+bnsp+di+halong+pengalaman+11+tahun")
    assert ways_out(page) == [
        ("Tanpa kata “halong”", "1 orang"),
        ("Tanpa kata “pengalaman 11 tahun”", "1 orang"),
        ("Semua tenaga kerja, tanpa syarat apa pun", "5 orang"),
    ]
    several = site.client.get("/tenaga-kerja?q=las+smaw+di+halong+s1+pengalaman+11+tahun")
    assert ways_out(several) == [
        ("Cari “las smaw” saja", "3 orang"), ("Semua tenaga kerja, tanpa syarat apa pun", "5 orang"),
    ]  # fmt: skip
    absent = site.client.get("/tenaga-kerja?q=las+zzzz+smaw+paringin")
    assert ways_out(absent)[0] == ("Tanpa “zzzz”, yang tidak ada di mana pun", "1 orang")


def test_the_certificate_that_words_ask_for_speaks_for_the_card(site: Site) -> None:
    site.save(worker(certificate("welder-smaw-3g", level=3), certificate("operator-hd", "kemnaker", valid_until=None)))
    [card] = ask(site, "sertifikat kemnaker").cards
    assert card.certificates[0].scheme == "operator-hd"


def test_the_engine_down_keeps_what_was_understood(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(site)
    monkeypatch.setitem(site.app.extensions, "search", Engines(Broken(), Broken()))  # type: ignore[arg-type]
    page = site.client.get("/tenaga-kerja?q=butuh+las+bnsp+di+paringin+kkni+3&termasuk=jenjang")
    assert "Pencarian sedang terganggu." in page.text
    assert total(page) == "2 orang"
    assert len(chips(page)) == 3


def test_the_page_asks_as_often_with_a_sentence(site: Site) -> None:
    site.save(*(worker() for _ in range(20)), worker(district_code="63.11.03"))
    few, many = "/tenaga-kerja?q=las+di+awayan", "/tenaga-kerja?q=las+bnsp+masih+berlaku+di+paringin"
    assert assert_flat(lambda: site.client.get(few), lambda: site.client.get(many)) == 1


def test_the_api_understands_the_same(site: Site) -> None:
    fill(site)
    answer = site.client.http.get("/api/v1/workers?q=butuh+tukang+las+bersertifikat+BNSP+di+Paringin").get_json()
    assert answer["total"] == 2
    literal = site.client.http.get("/api/v1/workers?q=las+kkni+3&termasuk=jenjang&harfiah=penerbit").get_json()
    assert literal["total"] == 4
