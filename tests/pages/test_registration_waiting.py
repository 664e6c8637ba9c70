"""What is registered and not confirmed: whom it is told, and how long it holds a place."""

from typing import Any

import pytest
from sqlalchemy import select

from app.models import Account, Employer, Membership
from app.services import employer_identity
from app.services.abandoned import forget_unconfirmed
from tests.factories.accounts import account, client_as, officer
from tests.factories.employers import employer
from tests.factories.workers import person
from tests.pages.test_registration import NEW, count, register, register_company
from tests.support.keys import KEYRING
from tests.support.letters import letters, secret_of
from tests.support.pages import PageClient
from tests.support.site import Site

NPWP = "0012345678901000"
TAKEN: tuple[dict[str, Any], ...] = (
    {"nib": "1234567890123"},
    {"npwp_cipher": b"x", "npwp_index": KEYRING.blind_index(NPWP, employer_identity.NPWP)},
)


@pytest.mark.parametrize("held", TAKEN)
def test_a_taken_number_is_told_by_letter_alone(site: Site, held: dict[str, Any]) -> None:
    """The page is the same for a free number, a taken one, and an address with an account."""
    site.save(employer(name="PT Milik Orang", **held), account(email="punya@contoh.test"))
    answers = [register_company(site, email=email) for email in ("siti@tambang.test", "punya@contoh.test")]
    free = register_company(site, email="lain@contoh.test", nib="9" * 13, npwp="9" * 15)
    assert {one.headers["Location"] for one in (*answers, free)} == {"/daftar/terkirim?cara=perusahaan"}
    assert [(one.recipient, one.template) for one in letters(site)] == [
        ("siti@tambang.test", "company_taken"), ("punya@contoh.test", "company_taken"),
        ("lain@contoh.test", "account_confirm"),
    ]  # fmt: skip
    assert "Milik Orang" not in str([one.facts for one in letters(site)])
    assert (count(site, Account), count(site, Employer)) == (2, 2)


def test_the_office_hears_of_a_company_when_its_letter_is_answered(site: Site) -> None:
    """Before that it may be anybody's joke."""
    verifier = client_as(site, officer("verifier", email="petugas@contoh.test"))
    register_company(site)
    assert [one.template for one in letters(site)] == ["account_confirm"]
    assert "PT Tambang Baru" not in verifier.get("/petugas/antrean/perusahaan").text
    site.hands.move(hours=5)
    path = secret_of(site, "account_confirm")
    PageClient(site.app).get(path).submit("form.card", password=NEW, status=303)
    told = letters(site, "staff_employer_register")
    assert [(one.recipient, one.facts["company"]) for one in told] == [("petugas@contoh.test", "PT Tambang Baru")]
    assert "PT Tambang Baru" in verifier.get("/petugas/antrean/perusahaan").text
    with site.session() as session:
        assert session.query(Employer).one().submitted_at == site.clock.now()  # it has waited for the office since now


def test_what_nobody_confirms_is_forgotten_after_a_week(site: Site) -> None:
    register_company(site)
    register(site, name="Budi", email="budi@contoh.test")
    with site.session() as session:
        key = session.scalars(select(Account.id).where(Account.email == "budi@contoh.test")).one()
    whom = person()
    site.save(account(), whom, employer())
    site.save(account(email=None, phone="081100001234", status="pending", confirmed_at=None, person_id=whom.id))
    site.hands.move(days=6)
    PageClient(site.app).get("/daftar/kirim-ulang").submit("form.card", email="budi@contoh.test", status=303)
    with site.session() as session:
        assert forget_unconfirmed(site.clock) == 0
        site.hands.move(days=1)
        assert forget_unconfirmed(site.clock) == 1  # the company's: the other's new link is alive
        assert session.query(Employer).count() == 1
        assert session.query(Membership).count() == 0
        site.hands.move(days=2)
        assert forget_unconfirmed(site.clock) == 1
        assert session.get(Account, key) is None
        assert session.query(Account).count() == 2  # in use, and the one that the counter opened
    register_company(site)
    assert count(site, Employer) == 2


def test_no_number_of_what_was_forgotten_is_given_out_again(site: Site) -> None:
    """The lines of the log that name it would be read as those of whoever comes next."""
    register_company(site)
    site.hands.move(days=8)
    with site.session() as session:
        [key] = session.scalars(select(Account.id))
        [place] = session.scalars(select(Employer.id))
        assert forget_unconfirmed(site.clock) == 0
    newer = account()
    site.save(newer)
    assert newer.id > key
    with site.session():
        assert forget_unconfirmed(site.clock) == 0, "the company is still the newest"
    other = employer()
    site.save(other)
    assert other.id > place
    with site.session():
        assert forget_unconfirmed(site.clock) == 1


def test_a_company_that_somebody_worked_on_is_not_forgotten(site: Site) -> None:
    register_company(site)
    with site.session() as session:
        session.query(Employer).one().status = "returned"
        session.commit()
        site.hands.move(days=8)
        assert forget_unconfirmed(site.clock) == 0
        assert session.query(Account).count() == 1
