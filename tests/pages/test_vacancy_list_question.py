"""Whole sentences on the list page: filters that words mean, how to undo them, and whom they leave out."""

import re
from dataclasses import replace

import pytest

from app.domain.vacancy_filters import FACETS, VacancyFilters
from app.queries import vacancy_search
from app.queries.vacancy_search import VacancyPage
from search.engine import SearchUnavailable
from search.query import SearchQuery
from search.results import Hits
from search.vacancies import UNKNOWN
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.support.dom import text_of
from tests.support.htmx import assert_same, click
from tests.support.pages import Page
from tests.support.queries import assert_flat
from tests.support.site import Site

HOME = "63.11"


class Broken:
    """An engine that is down."""

    def search(self, query: SearchQuery) -> Hits:
        raise SearchUnavailable


def fill(site: Site) -> None:
    site.save(
        vacancy("Juru Las", places=["63.11.06"], education=["smk"], types=["kontrak"], wage=(3_000_000, 4_000_000)),
        vacancy("Juru Las Kapal", places=["63.11.01"], education=["s1"], types=["penuh"], wage=(7_000_000, 9_000_000)),
        posting("Juru Las Pipa", places=["64.71"], education=[], types=["magang"], wage=None),
        posting("Juru Las Baja", places=[], education=["smk"], types=[], wage=None, place_text=""),
        vacancy("Kasir", places=["63.11.06"], education=["smk"], types=["paruh"], wage=(2_000_000, 2_500_000)),
    )


def titles(page: Page) -> list[str]:
    return sorted(page.texts(".vacancy-card h3"))


def chips(page: Page) -> list[str]:
    return page.texts("a.chip")


def total(page: Page) -> int:
    return int(re.sub(r"\D", "", text_of(page.one("#jumlah strong"))))


def checked(page: Page) -> list[tuple[str, str]]:
    boxes = [(str(box.get("name")), str(box.get("value"))) for box in page.select("#saringan input[checked]")]
    return [pair for pair in boxes if pair[1]]


def ask(site: Site, text: str, **more: object) -> VacancyPage:
    with site.session() as session:
        filters = VacancyFilters(text=text, **more)  # type: ignore[arg-type]
        return vacancy_search.search(session, site.engine, filters, site.clock, home=HOME)


def test_a_sentence_becomes_filters(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=lowongan+juru+las+untuk+lulusan+SMK+di+Paringin")
    assert titles(page) == ["Juru Las"]
    assert chips(page) == [
        "Hapus saringan Paringin dari kata “Paringin”", "Hapus saringan SMK dari kata “SMK”",
    ]  # fmt: skip
    assert checked(page) == [("lokasi", "63.11.06"), ("pendidikan", "smk")]
    assert text_of(page.one("#saringan-jumlah .count")) == "2 saringan aktif"
    assert page.one("#q").get("value") == "lowongan juru las untuk lulusan SMK di Paringin"
    assert set(page.texts(".vacancy-card mark")) == {"Juru", "Las"}


def test_who_only_asks_gets_the_whole_board(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=info+loker+terbaru+hari+ini+dong")
    assert (total(page), chips(page)) == (5, [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("juru las di balangan", ["Juru Las", "Juru Las Kapal"]),
        ("magang juru las", ["Juru Las Pipa"]),
        ("kerja paruh waktu", ["Kasir"]),
        ("juru las gaji di atas 5 juta", ["Juru Las Kapal"]),
        ("gaji 2,5 juta", ["Juru Las", "Juru Las Kapal", "Kasir"]),
        ("juru las gaji umr", ["Juru Las", "Juru Las Kapal"]),
        ("- juru las", ["Juru Las", "Juru Las Baja", "Juru Las Kapal", "Juru Las Pipa"]),
        ("“juru las” paringin", ["Juru Las"]),
        ("loker bpp atau juai", ["Juru Las Kapal", "Juru Las Pipa"]),
    ],
)
def test_words_mean_what_they_say(site: Site, text: str, found: list[str]) -> None:
    fill(site)
    assert sorted(card.title for card in ask(site, text).cards) == found


def test_what_is_read_from_a_posting_counts_as_its_own(site: Site) -> None:
    """The reading of a title or text is a row beside the stated one, and the filter cannot tell them apart."""
    row = posting("Admin Area Paringin", places=["63.11", "63.11.06"])
    row.places[1].origin = "read"
    site.save(row)
    assert titles(site.client.get("/lowongan?q=admin+di+paringin")) == ["Admin Area Paringin"]


def test_a_chip_goes_by_a_plain_link_and_comes_back_by_another(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+paringin+smk")
    literal = page.follow("Paringin dari kata “paringin”")
    assert literal.path == "/lowongan?q=juru+las+paringin+smk&harfiah=lokasi"
    assert chips(literal) == ["Hapus saringan SMK dari kata “smk”"]
    assert "“paringin” dicari sebagai kata." in literal.text
    assert [box for box in checked(literal) if box[0] == "lokasi"] == []
    assert literal.follow("Jadikan saringan lokasi").path == "/lowongan?q=juru+las+paringin+smk"
    cleared = page.follow("Hapus semua")
    assert cleared.path == "/lowongan?q=juru+las+paringin+smk&harfiah=lokasi&harfiah=pendidikan"
    assert not chips(cleared)


def test_who_is_left_out_is_counted_and_let_in(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+di+paringin")
    assert titles(page) == ["Juru Las"]
    assert "1 lowongan tidak ikut karena lokasinya belum diisi." in page.text
    wider = page.follow("Sertakan yang lokasinya belum diisi")
    assert wider.path == "/lowongan?q=juru+las+di+paringin&termasuk=lokasi"
    assert titles(wider) == ["Juru Las", "Juru Las Baja"]
    assert chips(wider) == ["Hapus saringan Paringin atau Lokasi belum diisi dari kata “paringin”"]
    assert checked(wider) == [("lokasi", "63.11.06"), ("lokasi", "belum-diisi")]
    assert wider.follow("Jangan sertakan lokasi yang belum diisi").path == "/lowongan?q=juru+las+di+paringin"


def test_unknown_wages_are_counted_and_let_in(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+gaji+5+juta")
    assert titles(page) == ["Juru Las Kapal"]
    assert "2 lowongan tidak ikut karena upahnya belum diisi." in page.text
    wider = page.follow("Sertakan yang upahnya belum diisi")
    assert titles(wider) == ["Juru Las Baja", "Juru Las Kapal", "Juru Las Pipa"]
    assert total(wider) == 3
    assert "tidak ikut" not in wider.text


def test_without_an_implied_filter_nothing_is_said(site: Site) -> None:
    fill(site)
    for address in ("/lowongan?q=juru+las", "/lowongan?q=juru+las&lokasi=63.11.06", "/lowongan?gaji_min=5000000"):
        assert not site.client.get(address).select(".reading")


def test_a_filter_chosen_by_hand_wins(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+di+paringin&lokasi=63.11.01")
    assert titles(page) == ["Juru Las Kapal"]
    assert chips(page) == ["Hapus saringan Juai"]
    page = site.client.get("/lowongan?q=juru+las+gaji+5+juta&gaji_min=2500000")
    assert titles(page) == ["Juru Las", "Juru Las Kapal"]


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/lowongan?q=juru+las&harfiah=lokasi&termasuk=jenis", "/lowongan?q=juru+las"),
        (
            "/lowongan?q=juru+las+paringin&harfiah=jenis&termasuk=lokasi",
            "/lowongan?q=juru+las+paringin&termasuk=lokasi",
        ),
        ("/lowongan?q=juai&lokasi=63.11.06&termasuk=lokasi", "/lowongan?q=juai&lokasi=63.11.06"),
    ],
)
def test_what_reads_nothing_leaves_the_address(site: Site, address: str, canonical: str) -> None:
    fill(site)
    assert site.client.htmx(address, current=address).headers["HX-Push-Url"] == canonical


def test_the_panel_works_without_script(site: Site) -> None:
    """Its boxes show what the words mean; sent as they are they change nothing, cleared they clear it."""
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+paringin+gaji+3+juta")
    same = page.submit("form[data-list]")
    assert (titles(same), chips(same)) == (titles(page), chips(page))
    cleared = page.submit("form[data-list]", lokasi=[])
    assert chips(cleared) == ["Hapus saringan Upah mulai Rp3.000.000 dari kata “gaji 3 juta”"]
    assert "“paringin” dicari sebagai kata." in cleared.text
    more = page.submit("form[data-list]", lokasi=["63.11.06", "63.11.01"])
    assert chips(more)[1:] == ["Hapus saringan Juai", "Hapus saringan Paringin"]
    dearer = page.submit("form[data-list]", gaji_min="5000000")
    assert chips(dearer)[1:] == ["Hapus saringan Upah mulai Rp5.000.000"]


def test_a_swap_gives_the_page_of_its_address(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+paringin")
    for words in ("Hapus saringan Paringin", "Sertakan yang lokasinya", "Hapus semua"):
        swapped = click(page, page.link(words))
        assert_same(swapped.document, site.client.get(swapped.url).dom)
    panel = page.one("#saringan")
    swapped = click(page, panel, lokasi=[])
    assert swapped.url == "/lowongan?q=juru+las+paringin&harfiah=lokasi"
    assert_same(swapped.document, site.client.get(swapped.url).dom)
    swapped = click(page, panel, lokasi=["63.11.06"], jenis=["kontrak"])
    assert swapped.url == "/lowongan?q=juru+las+paringin&jenis=kontrak"
    assert_same(swapped.document, site.client.get(swapped.url).dom)
    swapped = click(page, page.one("#q"), q="juru las juai")
    assert swapped.url == "/lowongan?q=juru+las+juai"


@pytest.mark.parametrize(
    "text",
    ["juru las paringin", "juru las smk balangan", "magang juru las bpp", "juru las gaji 3 juta smk", "loker smk"],
)
def test_counts_are_what_a_value_would_give(site: Site, text: str) -> None:
    fill(site)
    page = ask(site, text)
    assert page.facets is not None
    assert page.total == len(page.cards)
    for query_name, attribute in FACETS.items():
        for value, hits in page.facets[query_name].items():
            assert ask(site, text, **{attribute: (value,)}).total == hits, (query_name, value)
    for name, left_out in page.left_out.items():
        included = (*page.filters.included, name)
        assert ask(site, text, included=included).total == page.total + left_out


def test_nothing_found_offers_the_same_without_what_words_mean(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+di+halong")
    assert not titles(page)
    ways = {text_of(link[0]): (text_of(link[1]), str(link.get("href"))) for link in page.select(".suggestions a")}
    assert ways["Tanpa kata “halong”"] == ("4 lowongan", "/lowongan?q=juru+las+")
    for number, address in ways.values():
        assert text_of(site.client.get(address).one("#jumlah strong")) == number


def test_words_that_no_posting_has_are_named(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?q=juru+las+zzzz+paringin")
    ways = [text_of(link[0]) for link in page.select(".suggestions a")]
    assert ways == ["Tanpa “zzzz”, yang tidak ada di mana pun", "Semua lowongan, tanpa syarat apa pun"]
    assert titles(page.follow("Tanpa “zzzz”")) == ["Juru Las"]


def test_the_nearest_job_is_offered(site: Site) -> None:
    fill(site)
    site.save(vacancy("Penyelam Bawah Air", places=["63.11.02"]), vacancy("Teknisi Air Bersih Bawah Tanah"))
    page = site.client.get("/lowongan?q=juru+las+bawah+air+di+juai")
    ways = [text_of(link[0]) for link in page.select(".suggestions a")]
    assert ways[:2] == ["Cari “juru las”, saringan tetap", "Cari “juru las” saja"]
    assert titles(page.follow("saringan tetap")) == ["Juru Las Kapal"]


def test_a_title_typed_whole_finds_itself(site: Site) -> None:
    site.save(
        posting("Magang Admin Area Paringin", places=["63.11.06"], types=["magang"]),
        posting("Admin", places=["63.11.06"], types=["magang"]),
        posting("Lowongan Kerja", places=["63.11.06"]), posting("Sopir", places=["63.11.06"]),
    )  # fmt: skip
    for text in ("Magang Admin Area Paringin", "Lowongan Kerja"):
        assert ask(site, text).cards[0].title == text


def test_the_engine_down_keeps_what_was_understood(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(site)
    broken = replace(site.app.extensions["search"], vacancies=Broken())
    monkeypatch.setitem(site.app.extensions, "search", broken)
    page = site.client.get("/lowongan?q=loker+juru+las+di+paringin")
    assert "Pencarian sedang terganggu." in page.text
    assert titles(page) == ["Juru Las"]
    assert chips(page) == ["Hapus saringan Paringin dari kata “paringin”"]
    assert not page.select(".reading")
    wider = site.client.get("/lowongan?q=juru+las+gaji+5+juta&termasuk=gaji_min")
    assert titles(wider) == ["Juru Las Baja", "Juru Las Kapal", "Juru Las Pipa"]


def test_the_feed_understands_the_same(site: Site) -> None:
    fill(site)
    answer = site.client.http.get("/lowongan.atom?q=loker+juru+las+di+paringin")
    assert re.findall(r"<entry>.*?<title>([^<]*)", answer.get_data(as_text=True), re.DOTALL) == ["Juru Las"]


def test_the_page_asks_as_often_with_a_sentence(site: Site) -> None:
    site.save(*vacancies(20), vacancy("Kasir", places=["63.11.03"]))
    few, many = "/lowongan?q=loker+di+awayan", "/lowongan?q=loker+di+paringin+gaji+3+juta"
    assert assert_flat(lambda: site.client.get(few), lambda: site.client.get(many)) == 1


def test_unknown_is_a_value_of_the_facet_it_joins(site: Site) -> None:
    fill(site)
    page = ask(site, "juru las paringin", included=("lokasi",))
    assert page.wish.wanted.place == ("63.11.06", UNKNOWN)
    assert page.filters.place == ()
