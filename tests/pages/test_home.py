"""The home page: true counts, links that find something, and figures that follow the board."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from app.models import Event
from search.engine import SearchUnavailable
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancies, vacancy
from tests.support.clock import NOW
from tests.support.dom import text_of
from tests.support.pages import Page, PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site


def decided(site: Site, vacancy_id: int) -> None:
    """A line in the event log, which every change leaves."""
    site.save(Event(at=NOW, actor_kind="system", noun="vacancy", noun_id=vacancy_id, verb="expire"))


def figures(page: Page) -> list[str]:
    return page.texts("ul.live b")


def counts(page: Page, heading: str) -> dict[str, str]:
    """Label to number of the entries of a section."""
    section = page.one(f"section[aria-labelledby={heading}]")
    rows = {}
    for link in section.xpath(".//li"):
        [name] = link.xpath(".//a/text()[1]")
        [count] = link.xpath(".//*[contains(@class, 'option-count')]/text()[1]")
        rows[name.strip()] = count.strip()
    return rows


def test_counts_are_those_of_the_board(site: Site) -> None:
    two, away = employer(), employer(status="suspended")
    site.save(
        vacancy(of=two, either=2, male=1), vacancy(of=two, either=1, places=("63.11.01", "63.11.06")), posting(),
        vacancy(of=away), vacancy(status="draft"), vacancy(status="filled"),
        vacancy(closes_on=TODAY - timedelta(days=1)),
    )  # fmt: skip
    page = site.client.get("/")
    assert figures(page) == ["3", "4", "1"]
    assert counts(page, "kecamatan") == {
        "Paringin": "3", "Juai": "1", "Awayan": "0", "Batu Mandi": "0", "Halong": "0", "Lampihong": "0",
        "Paringin Selatan": "0", "Tebing Tinggi": "0",
    }  # fmt: skip


def test_fields_count_what_their_link_finds(site: Site) -> None:
    site.save(*vacancies(3), vacancy(occupation_code="7212", industry_code="43211"))
    page = site.client.get("/")
    found = counts(page, "bidang")
    assert found["Pertambangan"] == "3"
    assert found["Konstruksi"] == "1"
    assert found["Pengelasan"] == "1"
    for label, count in found.items():
        assert page.follow(label).one("#jumlah strong").text.split()[0] == count, label


def test_popular_searches_all_find_something(site: Site) -> None:
    site.save(vacancy("Kasir Toko", occupation_code=None), vacancy("Juru Las", occupation_code=None))
    page = site.client.get("/")
    assert page.texts(".hero-popular a") == ["Kasir", "Juru las"]
    for words in ("Kasir", "Juru las"):
        assert page.follow(words).select(".vacancy-card")


def test_newest_shows_six_of_our_own(site: Site) -> None:
    site.save(*vacancies(8), posting("Lowongan Kutipan", published_at=NOW))
    page = site.client.get("/")
    titles = page.texts("section[aria-labelledby=terbaru] h3")
    assert titles == [f"Helper Mekanik {n:03d}" for n in range(1, 7)]
    assert page.link("Lihat semua 9 lowongan").get("href") == "/lowongan"


def test_newest_falls_back_to_postings(site: Site) -> None:
    site.save(posting("Lowongan Kutipan"))
    assert site.client.get("/").texts("section[aria-labelledby=terbaru] h3") == ["Lowongan Kutipan"]


def test_an_empty_board_says_so(client: PageClient) -> None:
    page = client.get("/")
    assert "Belum ada lowongan yang dibuka." in page.text
    assert not page.select(".hero-popular")


def test_figures_follow_the_next_change(site: Site) -> None:
    [first, _] = site.save(vacancy(), vacancy())
    assert figures(site.client.get("/"))[0] == "2"
    with site.session() as session:
        session.connection(execution_options={"write": True})
        row = session.get_one(type(vacancy()), first)
        row.status, row.closed_at = "expired", NOW
        session.commit()
    decided(site, first)
    assert figures(site.client.get("/"))[0] == "1"


def test_figures_follow_the_calendar(site: Site) -> None:
    site.save(vacancy(closes_on=TODAY))
    assert figures(site.client.get("/"))[0] == "1"
    site.hands.move(days=1)
    assert figures(site.client.get("/"))[0] == "0"


def test_counts_come_from_the_tables_while_the_index_is_behind(site: Site) -> None:
    site.save(vacancy(places=("63.11.01",)), indexed=False)
    page = site.client.get("/")
    assert figures(page)[0] == "1"
    assert counts(page, "kecamatan")["Juai"] == "1"
    assert len(page.select("section[aria-labelledby=terbaru] article")) == 1


def test_without_a_search_engine_the_page_stands(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(vacancy(places=("63.11.01",)))

    def down(*_: object) -> None:
        raise SearchUnavailable("down")

    monkeypatch.setattr(site.engine, "search", down)
    page = site.client.get("/")
    assert figures(page) == ["1", "2", "1"]
    assert counts(page, "kecamatan")["Juai"] == "1"
    assert not page.one("section[aria-labelledby=bidang]").xpath(".//*[contains(@class, 'option-count')]")


def test_the_search_form_leads_to_the_list(site: Site) -> None:
    site.save(vacancy("Juru Las", places=("63.11.01",)), vacancy("Juru Las"))
    page = site.client.get("/").submit("form.hero-form", q="las", lokasi="63.11.01")
    assert len(page.select(".vacancy-card")) == 1


def test_districts_lead_to_their_vacancies(site: Site) -> None:
    site.save(vacancy(places=("63.11.01",)))
    link = next(one for one in site.client.get("/").select(".districts a") if text_of(one).startswith("Juai"))
    assert urlsplit(str(link.get("href"))).query == "lokasi=63.11.01"


def test_queries_do_not_grow(site: Site) -> None:
    site.save(vacancy())
    browser, filled = site.app.test_client(), []

    def ask() -> None:
        site.app.extensions.pop("home_board_id", None)
        assert browser.get("/").status_code == 200

    def ask_of_many() -> None:
        if not filled:
            filled.extend(site.save(*vacancies(30)))
        ask()

    assert assert_flat(ask, ask_of_many) <= 9


@pytest.mark.parametrize(("home", "form"), [("/", "/daftar/pencari-kerja"), ("/en/", "/en/daftar/pencari-kerja")])
def test_jobseekers_are_offered_an_account(site: Site, home: str, form: str) -> None:
    page = site.client.get(home)
    for place in ("section[aria-labelledby=cara] a", "footer nav a"):
        assert form in [link.get("href") for link in page.select(place)]
