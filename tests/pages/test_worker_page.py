"""One worker's page, and what no public page says of anybody (gate S7)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from app.models import Worker
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, given, person, worker
from tests.support.dom import text_of
from tests.support.lists import Broken
from tests.support.queries import counted_queries
from tests.support.site import Site

NIK, PHONE = "6399011703950000", "081100001234"


def address(site: Site, one: Worker) -> str:
    site.save(one)
    return f"/tenaga-kerja/TK-{one.public_id[:4]}-{one.public_id[4:]}"


def secret_worker(**facts: Any) -> Worker:
    """Somebody of whom everything is known."""
    whom = person(
        name="Zulkarnain Qodratullah", birth_on=date(1991, 7, 23), nik=NIK, phone=PHONE,
        village_code="63.11.06.1019", consents=[given("contact")],
    )  # fmt: skip
    held = certificate(
        issued_on=date(2025, 3, 14), valid_until=date(2028, 3, 14), number="Rahasia-77", registration_number="REG-77",
        blank_number="BLANKO-77", verified_note="Catatan petugas.",
    )  # fmt: skip
    return worker(
        held, of=whom, skills="Rahasia: bisa malam", experience_months=47, available_from=date(2026, 11, 19), **facts
    )


SECRETS = (
    "Zulkarnain", "Qodratullah", "Z. Q.", "1991", "23 Juli", "laki-laki", "Paringin Timur", NIK, PHONE, "Rahasia",
    "REG-77", "BLANKO-77", "Catatan petugas", "14 Maret", "2028-03-14", "2025-03-14", "Maret 2025", "19 November",
    "2026-11-19", "47", "3 tahun",
)  # fmt: skip


def test_the_page_says_what_the_card_says(site: Site) -> None:
    path = address(
        site,
        worker(
            certificate("welder-smaw-6g", level=4, valid_until=TODAY + timedelta(days=20)),
            certificate("ahli-k3-umum", "kemnaker", valid_until=date(2025, 6, 3)),
            certificate("operator-hd", "vendor", valid_until=None),
            occupations=["721201", "7233"], experience_months=140, available_from=None,
        ),
    )  # fmt: skip
    page = site.client.get(path)
    assert page.h1 == "Pekerja Pengelasan"
    assert page.texts(".certificate h3") == [
        "Operator Heavy Dump Truck (HD)", "Juru Las SMAW Posisi 6G (Pipa)", "Ahli K3 Umum",
    ]  # fmt: skip
    assert page.texts(".certificate .state") == [
        "Terverifikasi tanpa batas waktu", "Segera berakhir berakhir Desember 2026",
        "Kedaluwarsa berakhir pada Juni 2025",
    ]  # fmt: skip
    assert page.texts(".key-facts dd")[:3] == ["Paringin", "11 tahun lebih", "SMK"]
    assert "721201" in page.texts(".key-facts dd")[3]
    assert "Belum tersedia" in page.text
    contact = text_of(page.one("#kontak"))
    assert path.rpartition("/")[2] in contact
    assert site.settings.office.address in contact
    assert not page.select("main form")
    assert not page.select("main button")
    assert page.one("meta[name=robots]").get("content") == "noindex"
    holders = page.follow("Semua pemegang Las SMAW 6G")
    assert holders.path == "/tenaga-kerja?skema=welder-smaw-6g"


def test_back_leads_to_the_list_one_came_from(site: Site) -> None:
    path = address(site, worker())
    came = site.client.http.get(path, headers={"Referer": "http://localhost/tenaga-kerja?q=las"}).get_data(as_text=True)
    assert 'href="/tenaga-kerja?q=las"' in came
    strange = site.client.http.get(path, headers={"Referer": "http://lain.example/tenaga-kerja?q=las"})
    assert 'href="/tenaga-kerja?q=las"' not in strange.get_data(as_text=True)


def test_hidden_missing_and_malformed_ids_answer_alike(site: Site) -> None:
    minor = person(consents=[given()], birth_on=TODAY - timedelta(days=17 * 365))
    people = [
        worker(hidden_at=site.clock.now()), worker(consent=None), worker(of=minor),
        worker(of=person(consents=[given(withdrawn=True)])), worker(certificate(status="revoked")),
    ]  # fmt: skip
    missing = "/tenaga-kerja/TK-2222-2222"
    malformed = ["TK-0000-0000", "TK-22222222", "x", "1", "TK-2222-2222-2222", "%00", "TK-2222-222é"]
    paths = [address(site, one) for one in people] + [missing] + [f"/tenaga-kerja/{text}" for text in malformed]
    pages = {re.sub(r"404-\w{4}", "", site.client.get(path, status=404).text) for path in paths}
    assert len(pages) == 1


def test_a_hidden_person_costs_as_many_queries_as_nobody(site: Site) -> None:
    hidden, missing = address(site, worker(hidden_at=site.clock.now())), "/tenaga-kerja/TK-2222-2222"
    sent = []
    for path in (missing, hidden, missing, hidden):
        with counted_queries() as statements:
            site.client.get(path, status=404)
        sent.append(len(statements))
    assert sent[2] == sent[3]


@pytest.mark.parametrize("referrer", ["http://[", "//[::", "x" * 5_000])
def test_a_malformed_referrer_leads_to_the_plain_list(site: Site, referrer: str) -> None:
    path = address(site, worker())
    assert site.client.get(path, headers={"Referer": referrer}).select('a[href="/tenaga-kerja"]')


def test_another_spelling_of_the_id_leads_to_the_address(site: Site) -> None:
    path = address(site, worker())
    answer = site.client.http.get(path.lower().replace("/tenaga-kerja/", "/tenaga-kerja/"))
    assert (answer.status_code, answer.headers["Location"]) == (301, path)
    site.client.get("/tenaga-kerja/tk-2222-2222", status=404)


@pytest.mark.parametrize("hidden", [False, True])
def test_no_page_says_more_than_the_card(site: Site, hidden: bool) -> None:
    """Gate S7, on the card, the page, the fragment, the 404, the home page and what machines read."""
    one = secret_worker(hidden_at=site.clock.now() if hidden else None)
    path = address(site, one)
    pages = {
        path: site.client.get(path, status=404 if hidden else 200).html,
        "list": site.client.get("/tenaga-kerja").html,
        "fragment": site.client.htmx("/tenaga-kerja?q=las").html,
        "none": site.client.get("/tenaga-kerja?q=zulkarnain").html,
        "home": site.client.get("/").html,
        "map": site.client.http.get("/sitemap.xml").get_data(as_text=True),
        "feed": site.client.http.get("/lowongan.atom").get_data(as_text=True),
    }
    pages["none"] = pages["none"].replace("zulkarnain", "")  # what was typed is the visitor's own
    for name, html in pages.items():
        words = re.sub(r"<head>.*?</head>|<input type=\"checkbox\".*?</label>", "", html, flags=re.DOTALL)
        found = [secret for secret in SECRETS if re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", words)]
        assert not found, f"{name} says {found}"
    assert ("Maret 2028" in pages["list"]) is not hidden


def test_nobody_is_found_by_a_name_a_number_or_a_skill(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(secret_worker())
    for engines in (None, Broken()):
        if engines:
            monkeypatch.setitem(site.app.extensions, "search", type(site.engines)(engines, engines))  # type: ignore[arg-type]
        for text in ("Zulkarnain", NIK, PHONE, "malam", "Timur", "Rahasia-77", "1991"):
            page = site.client.get(f"/tenaga-kerja?q=%22{text}%22")
            assert not page.select(".worker-card"), text


def test_no_worker_is_in_the_site_map(site: Site) -> None:
    path = address(site, worker())
    found = site.client.http.get("/sitemap.xml").get_data(as_text=True)
    assert "/lowongan" in found
    assert "tenaga-kerja" not in found
    assert path not in site.client.get("/lowongan").html


def test_the_page_asks_a_fixed_number_of_times(site: Site) -> None:
    few = address(site, worker())
    many = address(
        site,
        worker(
            *(certificate(code) for code in ("operator-hd", "rigger", "juru-ukur", "tata-boga")),
            occupations=["721201", "7233", "8332"],
        ),
    )
    sent = []
    for path in (few, many, few, many):
        with counted_queries() as statements:
            site.client.get(path)
        sent.append(len(statements))
    assert sent[2:] == [2, 2]  # the id, the person with occupations and certificates
