"""What machines read: structured data, feed, site map, robots.txt, health."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from app.queries import feeds
from search.engine import SearchUnavailable
from search.results import Hits
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancies, vacancy
from tests.support.pages import PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def xml(client: PageClient, path: str, mimetype: str) -> Any:
    page = client.get(path)
    assert page.response.mimetype == mimetype
    return etree.fromstring(page.response.data)


def feed(client: PageClient, query: str = "") -> Any:
    return xml(client, f"/lowongan.atom{query}", "application/atom+xml")


def titles(tree: Any) -> list[str]:
    return [str(one) for one in tree.xpath("a:entry/a:title/text()", namespaces=ATOM)]


def map_paths(client: PageClient, path: str = "/sitemap.xml") -> list[str]:
    found = xml(client, path, "application/xml").xpath("m:url/m:loc/text()", namespaces=MAP)
    return [str(one).partition("8000")[2] for one in found]


def posting_data(site: Site, made: Any) -> dict[str, Any]:
    [number] = site.save(made)
    page = site.client.get(f"/lowongan/{number}-{made.slug}")
    return json.loads(page.one("script").text or "")  # type: ignore[no-any-return]


def test_job_posting(site: Site) -> None:
    owner = employer(name="PT Bara Banua", website="https://bara.example")
    data = posting_data(
        site,
        vacancy("Operator", of=owner, types=("kontrak", "harian"), places=("63.11.01",), description="A\n- b",
                skills="", closes_on=TODAY, male=1, either=2),
    )  # fmt: skip
    assert data["@type"] == "JobPosting"
    assert data["title"] == "Operator"
    assert data["description"] == "<p>A</p>\n<ul><li>b</li></ul>"
    assert data["datePosted"] == "2026-11-24"
    assert data["validThrough"] == "2026-11-25T23:59:59+08:00"
    assert data["employmentType"] == ["TEMPORARY", "PER_DIEM"]
    assert data["hiringOrganization"] == {
        "@type": "Organization",
        "name": "PT Bara Banua",
        "sameAs": "https://bara.example",
    }
    assert data["jobLocation"][0]["address"] == {
        "@type": "PostalAddress", "addressCountry": "ID", "addressRegion": "Kalimantan Selatan",
        "addressLocality": "Juai, Kabupaten Balangan", "streetAddress": "Site Paringin",
    }  # fmt: skip
    assert data["baseSalary"]["currency"] == "IDR"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue", "unitText": "MONTH", "minValue": 4_000_000, "maxValue": 6_000_000,
    }  # fmt: skip
    assert data["totalJobOpenings"] == 3
    assert data["directApply"] is False
    assert data["experienceRequirements"]["monthsOfExperience"] == 12


def test_job_posting_cannot_end_its_script(site: Site) -> None:
    data = posting_data(site, vacancy("</script><script>alert(1)", slug="x", description="</script>"))
    assert data["title"] == "</script><script>alert(1)"


@pytest.mark.parametrize("places", [("63",), ("63.11",), ("63.11.01", "63.72")])
def test_job_posting_of_any_place(site: Site, places: tuple[str, ...]) -> None:
    data = posting_data(site, vacancy(places=places))
    assert [one["address"]["addressRegion"] for one in data["jobLocation"]] == ["Kalimantan Selatan"] * len(places)


def test_the_feed_is_valid_atom(site: Site) -> None:
    site.save(vacancy("Operator & <Mekanik>"), *vacancies(3))
    tree = feed(site.client)
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name", "a:link[@rel='self']"):
        assert len(tree.xpath(path, namespaces=ATOM)) == 1, path
    entries = tree.xpath("a:entry", namespaces=ATOM)
    assert len(entries) == 4
    assert "Operator & <Mekanik>" in titles(tree)
    ids = [entry.xpath("a:id/text()", namespaces=ATOM)[0] for entry in entries]
    assert len(set(ids)) == 4
    for entry in entries:
        assert datetime.fromisoformat(entry.xpath("a:updated/text()", namespaces=ATOM)[0]).tzinfo is not None
        [content] = entry.xpath("a:content[@type='html']/text()", namespaces=ATOM)
        assert content == "<p>Mengoperasikan unit angkut di area tambang dengan aman.</p>"


def test_the_feed_follows_any_filter(site: Site) -> None:
    site.save(
        vacancy("Juru Las", places=("63.11.01",)), vacancy("Juru Las Pipa"), vacancy("Kasir", places=("63.11.01",))
    )
    assert titles(feed(site.client, "?q=las&lokasi=63.11.01")) == ["Juru Las"]
    assert str(feed(site.client, "?q=las").xpath("a:link[@rel='self']/@href", namespaces=ATOM)[0]).endswith("?q=las")
    assert titles(feed(site.client, "?jenis=tidak-ada&urut=gaji&halaman=9"))  # what is unknown is left aside


def test_the_feed_is_newest_first_and_ends(site: Site) -> None:
    site.save(*vacancies(feeds.ENTRIES + 5))
    assert titles(feed(site.client)) == [f"Helper Mekanik {n:03d}" for n in range(1, feeds.ENTRIES + 1)]


def test_the_feed_survives_control_characters(site: Site) -> None:
    site.save(vacancy("Juru\x0bLas", slug="juru-las", description="a\x01b\x1fc"))
    assert titles(feed(site.client)) == ["Juru Las"]


def test_an_empty_feed_is_valid(client: PageClient) -> None:
    tree = feed(client, "?q=tidakadasama")
    assert not titles(tree)
    assert tree.xpath("a:updated/text()", namespaces=ATOM)


def test_postings_are_in_no_feed_and_no_map(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    [quoted, own] = site.save(posting("Kutipan"), vacancy("Sendiri"))
    assert titles(feed(site.client)) == ["Sendiri"]
    assert not [path for path in map_paths(site.client) if path.startswith(f"/lowongan/{quoted}-")]
    # The index proposes, the database disposes: a wrong index cannot put one in.
    monkeypatch.setattr(site.engine, "search", lambda _query: Hits((quoted, own), 2))
    assert titles(feed(site.client)) == ["Sendiri"]


def test_the_feed_without_a_search_engine(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(vacancy("Juru Las"), vacancy("Kasir"), posting("Las Kutipan"))

    def down(*_: object) -> None:
        raise SearchUnavailable("down")

    monkeypatch.setattr(site.engine, "search", down)
    assert titles(feed(site.client, "?q=las")) == ["Juru Las"]


def test_pages_name_their_feed(site: Site) -> None:
    for path in ("/", "/lowongan"):
        [link] = site.client.get(path).select("link[type=application/atom+xml]")
        assert str(link.get("href")).startswith("/lowongan.atom")


def test_the_map_holds_what_is_open(site: Site) -> None:
    owner, away = employer(name="PT Bara"), employer(status="suspended")
    [number, *_] = site.save(
        vacancy("Terbuka", of=owner), vacancy("Tertutup", status="expired", of=owner),
        vacancy("Draf", status="draft", of=owner), vacancy("Dibekukan", of=away),
        vacancy("Lewat", of=owner, closes_on=TODAY - timedelta(days=1)),
    )  # fmt: skip
    assert map_paths(site.client) == [
        "/", "/lowongan", "/bantuan", "/tentang", "/privasi",
        f"/perusahaan/{owner.id}-pt-bara", f"/lowongan/{number}-terbuka",
    ]  # fmt: skip


def test_a_long_map_has_an_index(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "PART", 2)
    monkeypatch.setattr("app.web.public.feeds.PART", 2)
    site.save(*vacancies(5))
    parts = xml(site.client, "/sitemap.xml", "application/xml").xpath("m:sitemap/m:loc/text()", namespaces=MAP)
    assert len(parts) == 3
    found = [path for part in parts for path in map_paths(site.client, str(part).partition("8000")[2])]
    assert len([path for path in found if path.startswith("/lowongan/")]) == 5
    assert len(found) == len(set(found))
    for wrong in ("4", "0", "x"):
        site.client.get(f"/sitemap.xml?bagian={wrong}", status=404)


def test_robots_name_the_map(client: PageClient) -> None:
    page = client.get("/robots.txt")
    assert page.response.mimetype == "text/plain"
    assert page.html.endswith("\nSitemap: http://127.0.0.1:8000/sitemap.xml")


def test_open_graph(site: Site) -> None:
    [number] = site.save(vacancy("Juru Las", description="Mengelas rangka.\n- rapi"))
    page = site.client.get(f"/lowongan/{number}-juru-las")
    told = {one.get("property"): one.get("content") for one in page.select("meta[property]")}
    assert told["og:title"] == "Juru Las"
    assert told["og:description"] == "Mengelas rangka. rapi"
    assert told["og:url"] == page.one("link[rel=canonical]").get("href")


def test_queries_do_not_grow(site: Site) -> None:
    site.save(*vacancies(1))
    filled = list[int]()

    def many(path: str) -> None:
        if not filled:
            filled.extend(site.save(*vacancies(40)))
        site.client.get(path)

    for path in ("/lowongan.atom", "/sitemap.xml"):
        filled.clear()
        assert assert_flat(lambda path=path: site.client.get(path), lambda path=path: many(path)) <= 4
