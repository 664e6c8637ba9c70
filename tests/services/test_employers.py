"""Companies register, are verified, corrected, trusted, suspended and reinstated."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidFact, NotAllowed, NotFound, TransitionRefused
from app.models import Employer, SearchJob, Vacancy
from app.services import employer_decisions, employers
from app.services.employer_identity import held, proposed
from app.services.transaction import transaction
from tests.factories.accounts import acting, officer
from tests.factories.employers import employer
from tests.factories.registrations import COMMAND, NOTE, admin_of, registered, staff, verbs
from tests.factories.vacancies import vacancy
from tests.support.keys import KEYRING
from tests.support.site import Site


def test_a_company_registers(site: Site, session: Session) -> None:
    key = registered(site)
    found = session.get_one(Employer, key)
    assert (found.status, found.submitted_at, found.verified_at) == ("pending", site.clock.now(), None)
    assert (found.name, found.slug, found.nib) == ("PT Bara Contoh", "pt-bara-contoh", "9120001234567")
    assert held(found, KEYRING) == {
        "name": "PT Bara Contoh", "nib": "9120001234567", "npwp": "0012345678912000", "industry_code": "05100",
        "region_code": "63.11.06", "address": "Jalan Contoh 1", "about": "Tambang.",
        "website": "https://bara.contoh.test", "contact_name": "Sari Contoh", "contact_position": "HRD",
        "contact_phone": "+6281298765432",
    }  # fmt: skip
    assert verbs(session) == [("register", None, "pending")]
    assert b"12345678912" not in bytes(found.npwp_cipher or b"")


@pytest.mark.parametrize(
    ("facts", "field", "problem"),
    [
        ({"name": "  "}, "name", "missing"),
        ({"name": "x" * 161}, "name", "too_long"),
        ({"nib": "123"}, "nib", "wrong_length"),
        ({"nib": "12345678901AB"}, "nib", "not_digits"),
        ({"nib": "１２３４５６７８９０１２３"}, "nib", "not_digits"),
        ({"npwp": ""}, "npwp", "missing"),
        ({"npwp": "12345678901234"}, "npwp", "wrong_length"),
        ({"industry_code": ""}, "industry_code", "missing"),
        ({"industry_code": "A"}, "industry_code", "unknown"),
        ({"industry_code": "99999"}, "industry_code", "unknown"),
        ({"region_code": "63"}, "region_code", "unknown"),
        ({"region_code": "00.00.00"}, "region_code", "unknown"),
        ({"address": ""}, "address", "missing"),
        ({"contact_name": ""}, "contact_name", "missing"),
        ({"contact_position": ""}, "contact_position", "missing"),
        ({"contact_phone": "12"}, "contact_phone", "invalid"),
        ({"contact_phone": ""}, "contact_phone", "missing"),
        ({"contact_phone": "+15551234567"}, "contact_phone", "foreign"),
        ({"website": "javascript:alert(1)"}, "website", "invalid"),
        ({"website": "https://a@b.test"}, "website", "invalid"),
        ({"about": "x" * 4001}, "about", "too_long"),
    ],
)
def test_each_fact_is_checked(site: Site, session: Session, facts: dict[str, str], field: str, problem: str) -> None:
    with pytest.raises(InvalidFact) as refused:
        registered(site, **facts)
    assert (refused.value.field, refused.value.problem) == (field, problem)
    assert session.scalars(select(Employer.id)).all() == []


def test_one_company_one_number(site: Site, session: Session) -> None:
    key = registered(site)
    for facts, field in (({"npwp": "111111111111111"}, "nib"), ({"nib": "1" * 13, "npwp": "0012345678912000"}, "npwp")):
        with pytest.raises(InvalidFact) as refused:
            registered(site, **facts)
        assert (refused.value.field, refused.value.problem) == (field, "taken")
    employer_decisions.reject(key, "Bukan pengurus perusahaan ini.", staff(site), site.clock)
    assert registered(site) != key, "a rejected registration keeps nobody's number"


def test_the_database_decides_when_two_register_at_once(
    site: Site, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(site)
    monkeypatch.setattr(employers, "_refuse_taken", lambda *_: None)
    with pytest.raises(InvalidFact) as refused:
        registered(site, npwp="1" * 16)
    assert refused.value.field == "nib"
    with pytest.raises(InvalidFact) as refused:
        registered(site, nib="1" * 13)
    assert refused.value.field == "npwp"


def test_returned_corrected_and_verified(site: Site, session: Session) -> None:
    key = registered(site)
    verifier = staff(site)
    with pytest.raises(InvalidFact, match="reason: missing"):
        employer_decisions.send_back(key, " ", verifier, site.clock)
    employer_decisions.send_back(key, "NIB tidak terbaca.", verifier, site.clock)
    own = admin_of(site, key)
    site.hands.move(days=1)
    assert employers.change_profile(key, replace(COMMAND, name="PT Bara Benar"), own, site.clock, KEYRING) == ()
    employers.resubmit(key, own, site.clock)
    found = session.get_one(Employer, key)
    assert (found.name, found.status, found.submitted_at) == ("PT Bara Benar", "pending", site.clock.now())
    employer_decisions.verify(key, NOTE, verifier, site.clock, KEYRING)
    session.expire_all()
    assert session.get_one(Employer, key).verified_at == site.clock.now()
    assert [verb for verb, _, _ in verbs(session)] == [
        "register", "send_back", "change_profile", "resubmit", "verify",
    ]  # fmt: skip


@pytest.mark.parametrize("roles", [("moderator",), ("counsellor",), ("admin",), ("head",), ("training_officer",)])
def test_only_a_verifier_decides(site: Site, session: Session, roles: tuple[str, ...]) -> None:
    key = registered(site)
    for verb in ("send_back", "reject", "trust", "suspend"):
        with pytest.raises((NotAllowed, TransitionRefused, InvalidFact)):
            getattr(employer_decisions, verb)(key, "Alasan.", acting(site, officer(*roles)), site.clock)
    with pytest.raises(NotAllowed):
        employer_decisions.verify(key, NOTE, acting(site, officer(*roles)), site.clock, KEYRING)
    with pytest.raises(NotAllowed):
        employer_decisions.verify(
            key, NOTE, acting(site, officer("verifier"), second_factor=False), site.clock, KEYRING
        )


def test_a_company_decides_nothing_about_itself_nor_about_others(site: Site, session: Session) -> None:
    mine, other = employer(status="returned"), employer(status="returned")
    site.save(mine, other)
    own, plain = admin_of(site, mine), admin_of(site, mine, "member")
    for who, key in ((own, other.id), (plain, mine.id)):
        with pytest.raises(NotAllowed):
            employers.resubmit(key, who, site.clock)
        with pytest.raises(NotAllowed):
            employers.change_profile(key, COMMAND, who, site.clock, KEYRING)
    with pytest.raises(NotAllowed):
        employer_decisions.reinstate(_suspended(site).id, "Saya minta.", own, site.clock)
    with pytest.raises(NotFound):
        employers.resubmit(999, own, site.clock)


def _suspended(site: Site) -> Employer:
    found = employer(status="suspended", suspended_at=site.clock.now())
    site.save(found)
    return found


def test_what_staff_verified_waits_for_them(site: Site, session: Session) -> None:
    key = registered(site)
    verifier = staff(site)
    employer_decisions.verify(key, NOTE, verifier, site.clock, KEYRING)
    own = admin_of(site, key)
    [job] = site.save(vacancy())
    with transaction() as writing:
        writing.get_one(Vacancy, job).employer_id = key
    wanted = replace(COMMAND, name="PT Bara Baru", npwp="9" * 16, about="Baru.")
    assert employers.change_profile(key, wanted, own, site.clock, KEYRING) == ("name", "npwp")
    session.expire_all()
    found = session.get_one(Employer, key)
    assert (found.name, found.about, found.verified_at is None) == ("PT Bara Contoh", "Baru.", False)
    assert proposed(found, KEYRING) == {"name": "PT Bara Baru", "npwp": "9" * 16}
    employers.change_profile(key, wanted, own, site.clock, KEYRING)  # the same once more
    site.hands.move(days=1)
    employer_decisions.verify(key, NOTE, verifier, site.clock, KEYRING)
    session.expire_all()
    found = session.get_one(Employer, key)
    assert (found.name, found.slug, found.change_cipher) == ("PT Bara Baru", "pt-bara-baru", None)
    assert held(found, KEYRING)["npwp"] == "9" * 16
    assert session.get_one(Vacancy, job).company == "PT Bara Baru"
    assert job in session.scalars(select(SearchJob.record_id)).all()
    assert [verb for verb, _, _ in verbs(session)] == [
        "register",
        "verify",
        "change_profile",
        "propose_identity",
        "verify",
    ]


def test_a_new_identity_is_refused_or_taken_back(site: Site, session: Session) -> None:
    mine = employer()
    site.save(mine)
    own, verifier = admin_of(site, mine), staff(site)
    with pytest.raises(InvalidFact, match="change: missing"):
        employer_decisions.refuse_identity(mine.id, "Tidak cocok.", verifier, site.clock)
    employers.change_profile(mine.id, COMMAND, own, site.clock, KEYRING)
    employer_decisions.refuse_identity(mine.id, "Tidak cocok.", verifier, site.clock)
    session.expire_all()
    assert session.get_one(Employer, mine.id).change_cipher is None
    employers.change_profile(mine.id, COMMAND, own, site.clock, KEYRING)
    session.expire_all()
    old = session.get_one(Employer, mine.id)
    back = replace(COMMAND, name=old.name, nib=str(old.nib), industry_code=str(old.industry_code))
    assert employers.change_profile(mine.id, back, own, site.clock, KEYRING) == ("npwp",)
    session.expire_all()
    assert proposed(session.get_one(Employer, mine.id), KEYRING) == {"npwp": "0012345678912000"}


def test_a_number_that_went_to_another_company_meanwhile(site: Site, session: Session) -> None:
    mine = employer()
    site.save(mine)
    employers.change_profile(mine.id, COMMAND, admin_of(site, mine), site.clock, KEYRING)
    registered(site)
    with pytest.raises(InvalidFact) as refused:
        employer_decisions.verify(mine.id, NOTE, staff(site), site.clock, KEYRING)
    assert refused.value.problem == "taken"


def test_a_profile_is_closed_while_rejected_or_suspended(site: Site, session: Session) -> None:
    for status, facts in (("rejected", {}), ("suspended", {"suspended_at": site.clock.now()})):
        mine = employer(status=status, **facts)
        site.save(mine)
        with pytest.raises(TransitionRefused):
            employers.change_profile(mine.id, COMMAND, admin_of(site, mine), site.clock, KEYRING)
