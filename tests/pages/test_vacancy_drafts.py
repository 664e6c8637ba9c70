"""Drafts of a vacancy: kept while one types, in one window and in two, and begun once."""

import time
from unittest.mock import patch

import pytest
from itsdangerous import TimestampSigner
from sqlalchemy import func, select

from app.models import Vacancy
from app.services import drafting
from tests.pages.test_vacancy_form import FORM, begun, checked, draft, filled, one_vacancy, sent, signed_in
from tests.support.pages import Page
from tests.support.site import Site


def test_typing_is_kept_and_answers_with_the_meter(site: Site) -> None:
    client = signed_in(site)
    page = client.get("/kelola/lowongan/baru")
    window = str(page.one("input[name=window]").get("value"))
    typed = {"window": window, "step": "1", "version": "0", "title": "Operator"}
    answer = client.send("/kelola/lowongan/baru/draf", typed, status=200, htmx=True)
    mine = one_vacancy(site)
    assert answer.headers["HX-Replace-Url"] == f"/kelola/lowongan/{mine.id}/ubah"
    assert "Tersimpan 10.00 WITA" in answer.html
    assert answer.one("#version").get("value") == "1"
    few = int(str(answer.one("#simpanan progress").get("value")))
    more = client.send(
        "/kelola/lowongan/baru/draf", filled(window=window, step="2", version="1"), status=200, htmx=True
    )
    assert int(str(more.one("#simpanan progress").get("value"))) == 100 > few
    assert one_vacancy(site).id == mine.id, "the page goes on with the draft it began"
    assert "#wage_min" in {str(one.get("href")) for one in answer.select("aside a")}


def test_a_save_that_arrives_late_is_let_go(site: Site) -> None:
    client = signed_in(site)
    window = str(client.get("/kelola/lowongan/baru").one("input[name=window]").get("value"))
    later = {"window": window, "step": "2", "version": "0", "title": "Operator Excavator"}
    client.send("/kelola/lowongan/baru/draf", later, status=200, htmx=True)
    early = later | {"step": "1", "title": "Operator Exc"}
    answer = client.send("/kelola/lowongan/baru/draf", early, status=200, htmx=True)
    assert "Belum tersimpan" in answer.html, "what was let go is not called saved"
    assert draft(site, one_vacancy(site).id)["data"]["title"] == ["Operator Excavator"]


def test_two_windows_cannot_overwrite_each_other_unseen(site: Site) -> None:
    client = signed_in(site)
    begun(client, title="Operator")
    mine = one_vacancy(site)
    address = f"/kelola/lowongan/{mine.id}/ubah"
    one, other = client.get(address), client.get(address)
    one.submit(FORM, status=303, title="Operator Excavator")
    page = other.submit(FORM, status=409, title="Operator Loader")
    assert "sudah disimpan dari jendela lain" in page.text
    assert page.one("#title").get("value") == "Operator Loader", "what was typed here stays here"
    assert draft(site, mine.id)["data"]["title"] == ["Operator Excavator"], "and what was kept stays kept"
    apart = sent(page, 303, filled(title="Operator Loader", deed="separate"))
    assert apart.headers["Location"] != address
    with site.session() as session:
        titles = set(session.scalars(select(Vacancy.title)))
    assert titles == {"Operator Excavator", "Operator Loader"}
    sent(page, 303, filled(title="Operator Loader", deed="replace"))
    assert draft(site, mine.id)["data"]["title"] == ["Operator Loader"]


def test_a_conflict_while_typing_is_said_beside_the_form(site: Site) -> None:
    client = signed_in(site)
    begun(client, title="Operator")
    address = f"/kelola/lowongan/{one_vacancy(site).id}/ubah"
    other = client.get(address)
    window = str(other.one("input[name=window]").get("value"))
    client.get(address).submit(FORM, status=303, title="Operator Excavator")
    typed = {"window": window, "step": "1", "version": "1", "title": "Lain"}
    answer = client.send(address.replace("ubah", "draf"), typed, status=200, htmx=True)
    assert "Belum tersimpan" in answer.html
    assert "Ganti dengan isian ini" in answer.html


def test_what_is_corrected_on_a_page_of_errors_is_kept(site: Site) -> None:
    client = signed_in(site)
    page = checked(client, title="Operator", step="4")
    typed = filled(title="Operator Excavator", window=value(page, "window"), step="1", version=value(page, "version"))
    vacancy_id = one_vacancy(site).id
    answer = client.send(f"/kelola/lowongan/{vacancy_id}/draf", typed, status=200, htmx=True)
    assert "Tersimpan 10.00 WITA" in answer.html
    assert draft(site, vacancy_id)["data"]["title"] == ["Operator Excavator"]
    wrong = sent(page, 422, filled(deed="check", wage_min="x", step="2"))
    sent(wrong, 303, filled(deed="check", title="Operator Loader", step="1"))
    assert draft(site, vacancy_id)["data"]["title"] == ["Operator Loader"]


def test_one_s_own_other_window_is_oneself(site: Site) -> None:
    client = signed_in(site)
    begun(client, title="Operator")
    address = f"/kelola/lowongan/{one_vacancy(site).id}/ubah"
    one, other = client.get(address), client.get(address)
    one.submit(FORM, status=303, title="Operator Excavator")
    page = other.submit(FORM, status=409, title="Operator Loader")
    assert "dari jendela lain oleh Anda pukul" in page.text


def value(page: Page, name: str) -> str:
    return str(page.one(f"{FORM} input[name={name}]").get("value"))


def test_the_same_form_again_is_the_same_vacancy(site: Site) -> None:
    """A second click, and Back and send."""
    client = signed_in(site)
    page = client.get("/kelola/lowongan/baru")
    places = {sent(page, 303, filled(deed="check")).headers["Location"] for _ in range(3)}
    assert len(places) == 1
    assert one_vacancy(site).title == "Operator Excavator"


def test_without_a_session_nothing_is_answered_but_the_way_in(site: Site) -> None:
    typed = {"title": "x", "csrf_token": site.client.csrf_token()}
    answer = site.client.http.post("/kelola/lowongan/baru/draf", data=typed, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/masuk")
    with site.session() as session:
        assert session.scalar(select(func.count(Vacancy.id))) == 0


def test_a_form_left_open_for_hours_is_still_kept(site: Site) -> None:
    """Flask-WTF alone would let its token lapse after an hour."""
    client = signed_in(site)
    page = client.get("/kelola/lowongan/baru")
    made = TimestampSigner("x").get_timestamp()
    with patch.object(TimestampSigner, "get_timestamp", return_value=made + 5 * 3600):
        page.submit(FORM, status=303, title="Operator")
    assert one_vacancy(site).title == "Operator"


def test_no_more_drafts_than_a_company_may_keep(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "MOST_DRAFTS", 1)
    client = signed_in(site)
    begun(client, title="Operator")
    page = begun(client, title="Juru las", status=422)
    assert "sudah menyimpan 200 draf" in page.texts(".error-summary")[0]
    assert page.one("#title").get("value") == "Juru las", "nothing typed is lost"
    typed = {"window": "jendela-lain", "step": "1", "version": "0", "title": "Juru las"}
    answer = client.send("/kelola/lowongan/baru/draf", typed, status=200, htmx=True)
    assert "sudah menyimpan 200 draf" in answer.text
    address = f"/kelola/lowongan/{one_vacancy(site).id}"
    assert client.send(f"{address}/salin", {"window": "salinan"}).headers["Location"] == address
    assert "sudah menyimpan 200 draf" in client.get(address).text


def test_a_text_without_end_is_refused_and_stays_in_the_form(site: Site) -> None:
    client = signed_in(site)
    begun(client, title="Operator")
    address = f"/kelola/lowongan/{one_vacancy(site).id}/ubah"
    page = client.get(address).submit(FORM, status=422, skills="x" * 20_001)
    assert page.one("#skills").get("aria-invalid") == "true"
    assert "x" * 20_001 in page.texts("#skills")[0]
    assert draft(site, one_vacancy(site).id)["data"]["skills"] == [""]


@pytest.mark.parametrize(
    ("field", "unit"), [("description", "gaji 10 juta "), ("occupation", "operator "), ("other_places", "Juai\n")]
)
def test_a_text_made_to_tire_is_answered_in_time(site: Site, field: str, unit: str) -> None:
    client = signed_in(site)
    begun(client, title="Operator")
    page = client.get(f"/kelola/lowongan/{one_vacancy(site).id}/ubah")
    long = (unit * 20_000)[:20_000]
    client.send("/kelola/lowongan/baru/draf", filled(window="w", step="1", version="0"), status=200, htmx=True)
    started = time.process_time()
    sent(page, 200, filled(deed="occupation") | {field: long})
    assert time.process_time() - started < 4
