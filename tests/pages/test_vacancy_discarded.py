"""A draft that was thrown away in another window: what is typed here is not lost, and nothing else is said of it."""

from app.models import Account, Vacancy
from tests.factories.accounts import client_as
from tests.pages.test_vacancy_form import FORM, begun, draft, filled, one_vacancy, sent, signed_in
from tests.support.site import Site

SAID = "Draf ini sudah dibuang, mungkin dari jendela lain"


def thrown_away(site: Site, key: int) -> None:
    """In another browser of the same account."""
    with site.session() as session:
        who = session.query(Account).one()
    client_as(site, who).get(f"/kelola/lowongan/{key}/tarik").submit("main form", status=303)


def test_what_was_typed_is_kept_apart(site: Site) -> None:
    client = signed_in(site)
    begun(client, title="Operator")
    key = one_vacancy(site).id
    page = client.get(f"/kelola/lowongan/{key}/ubah")
    thrown_away(site, key)
    again = page.submit(FORM, status=409, title="Operator Loader")
    assert SAID in again.text
    assert "dikirim atau ditutup" not in again.text
    assert again.one("#title").get("value") == "Operator Loader"
    apart = sent(again, 303, filled(title="Operator Loader", deed="separate")).headers["Location"]
    new = int(apart.split("/")[-2])
    assert new != key
    assert draft(site, new)["data"]["title"] == ["Operator Loader"]
    with site.session() as session:
        assert session.get_one(Vacancy, key).status == "withdrawn"


def test_the_page_that_began_it_says_so_too(site: Site) -> None:
    client = signed_in(site)
    page = client.get("/kelola/lowongan/baru")
    page.submit(FORM, status=303, title="Operator")
    thrown_away(site, one_vacancy(site).id)
    again = page.submit(FORM, status=409, title="Operator Loader")
    assert SAID in again.text
    sent(again, 303, filled(title="Operator Loader", deed="separate"))


def test_it_is_said_while_one_types(site: Site) -> None:
    client = signed_in(site)
    begun(client, title="Operator")
    key = one_vacancy(site).id
    client.get(f"/kelola/lowongan/{key}/ubah")
    thrown_away(site, key)
    typed = {"window": "lain", "step": "1", "version": "1", "title": "Operator Loader"}
    answer = client.send(f"/kelola/lowongan/{key}/draf", typed, status=200, htmx=True)
    assert SAID in answer.text
    assert "dikirim atau ditutup" not in answer.text


def test_it_is_not_called_sent(site: Site) -> None:
    client = signed_in(site)
    preview = client.get(begun(client, deed="check", **filled()).headers["Location"])
    key = one_vacancy(site).id
    thrown_away(site, key)
    answer = preview.submit("main form", status=303)
    assert "sudah dibuang" in client.get(answer.headers["Location"]).text
