"""A form whose token is not this browser's (any more) loses nothing that was typed, and is never sent unseen."""

import importlib
import inspect
import pkgutil
from io import BytesIO

import pytest

import app.forms
from app.forms.base import Secret
from app.models import Employer, Report
from app.web.kept_form import SECRET
from tests.factories.accounts import client_as, officer
from tests.factories.companies import company
from tests.factories.vacancies import vacancy
from tests.support.dom import parse
from tests.support.pages import Page, PageClient, form_values
from tests.support.site import Site

OWN = {"Sec-Fetch-Site": "same-origin"}
STALE = {"csrf_token": "dari-tab-lama"}


def sent_stale(page: Page, selector: str = "main form", headers: dict[str, str] | None = None, **typed: str) -> Page:
    """Send a form of a page that was opened before somebody signed in again in another tab."""
    form = page.one(selector)
    values = form_values(form) | {name: [text] for name, text in (typed | STALE).items()}
    return page.client.post(str(form.get("action")), values, status=400, headers=OWN if headers is None else headers)


def test_what_was_typed_is_read_and_then_sent(site: Site) -> None:
    mine, admin = company(site)
    page = sent_stale(admin.get("/kelola/perusahaan/ubah"), about="Kami <b>menambang</b>.\r\nSejak 1998.", npwp="")
    assert page.h1 == "Kiriman Anda belum dijalankan"
    assert page.headers["Cache-Control"] == "no-store"
    shown = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert shown["Tentang perusahaan"] == "Kami <b>menambang</b>.Sejak 1998.", "a line each"
    assert shown["Nama perusahaan"] == mine.name
    assert "Versi" not in shown
    with site.session() as session:
        assert session.get_one(Employer, mine.id).about != "Kami <b>menambang</b>.\nSejak 1998."


def test_numbers_of_the_state_are_asked_for_anew(site: Site) -> None:
    mine, admin = company(site)
    form = admin.get("/kelola/perusahaan/ubah")
    npwp = str(form.one("#npwp").get("value"))
    page = sent_stale(form, about="Kami menambang.")
    assert npwp not in page.html
    assert page.one("[name=npwp]").get("required") is not None
    page.submit("main form", status=303, npwp=npwp)
    with site.session() as session:
        assert session.get_one(Employer, mine.id).about == "Kami menambang."


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://jahat.test"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, {"Sec-Fetch-Site": "none"}, {"Origin": "null"},
    ],
)  # fmt: skip
def test_another_sites_form_becomes_nothing_that_could_be_sent(site: Site, headers: dict[str, str]) -> None:
    _, admin = company(site)
    page = sent_stale(admin.get("/kelola/perusahaan/ubah"), headers=headers, about="Dari situs lain.")
    assert page.h1 == "Permintaan tidak dapat dibaca"
    assert "Dari situs lain." not in page.html


def test_an_older_browser_is_known_by_the_origin_it_sends(site: Site) -> None:
    _, admin = company(site)
    page = sent_stale(admin.get("/kelola/perusahaan/ubah"), headers={"Origin": "http://localhost"})
    assert page.h1 == "Kiriman Anda belum dijalankan"


def test_passwords_and_codes_are_not_brought_back(site: Site) -> None:
    """Whatever form they stand in."""
    found = set[str]()
    for module in pkgutil.iter_modules(app.forms.__path__):
        for _, form in inspect.getmembers(importlib.import_module(f"app.forms.{module.name}"), inspect.isclass):
            kinds = {name: getattr(getattr(form, name), "field_class", object) for name in dir(form)}
            found |= {name for name, kind in kinds.items() if issubclass(kind, Secret)}
    assert found | {"code"} == SECRET
    page = PageClient(site.app).get("/masuk")
    answer = sent_stale(page, "form.card", account="siti@contoh.test", password="kopi pahit tanpa gula")
    assert "siti@contoh.test" not in answer.html


def test_a_visitor_reports_a_vacancy_all_the_same(site: Site) -> None:
    [key] = site.save(vacancy())
    page = sent_stale(site.client.get(f"/lowongan/{key}/lapor"), alasan="biaya", cerita="Diminta uang seragam.")
    assert "Dikirim sebagai" not in page.text
    page.submit("main form", status=303)
    with site.session() as session:
        assert session.query(Report).one().text == "Diminta uang seragam."


def test_an_officer_reads_what_would_be_decided_and_chooses_the_file_again(site: Site) -> None:
    who = officer("verifier", name="Veri Petugas")
    client = client_as(site, who)
    typed = {"keputusan": "sahkan", "catatan": "Asli.", "bukti": (BytesIO(b"%PDF"), "bukti.pdf")}
    page = client.post("/petugas/sertifikat/1", typed | STALE, status=400, headers=OWN)
    assert page.texts("dt") == ["Keputusan", "Catatan"]
    assert page.one("[type=file]").get("name") == "bukti"
    assert page.one("main form").get("enctype") == "multipart/form-data"
    assert "Dikirim sebagai Veri Petugas." in page.text


def test_what_nobody_typed_is_no_reason_to_ask(site: Site) -> None:
    _, admin = company(site)
    answer = admin.post("/keluar", STALE, status=400, headers=OWN)
    assert answer.h1 == "Permintaan tidak dapat dibaca"


@pytest.mark.parametrize("referer", ["", "https://jahat.test/"])
@pytest.mark.parametrize(("token", "said"), [("", "Permintaan tidak dapat dibaca"), ("basi", "Kiriman Anda belum")])
def test_a_form_that_could_only_come_back_for_ever_does_not(site: Site, referer: str, token: str, said: str) -> None:
    """Over HTTPS a browser that sends no address along is refused with the best of tokens."""
    _, admin = company(site)
    good = parse(admin.http.get("/kelola/perusahaan/ubah", base_url="https://localhost").text)
    values = {"csrf_token": token or str(good.select("main [name=csrf_token]")[0].get("value")), "about": "Menambang."}
    headers = OWN | ({"Referer": referer} if referer else {})
    answer = admin.http.post("/kelola/perusahaan/ubah", data=values, base_url="https://localhost", headers=headers)
    assert answer.status_code == 400
    assert said in answer.text
