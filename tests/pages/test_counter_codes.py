"""What a code from the counter does not do: claim a stranger, wake a prepared account, let an officer in."""

from sqlalchemy import select

from app.domain.account import TokenPurpose
from app.domain.actor import Actor, ActorKind
from app.models import Account, AccountRole, AccountToken, Event
from app.services import invitations, staffing
from app.services.tokens import issue
from tests.factories.accounts import account, acting, client_as, officer
from tests.factories.employers import employer
from tests.factories.workers import person
from tests.support.pages import Page, PageClient
from tests.support.site import Site

NIK, PHONE = "6399011703950000", "081100001234"
NEW = "empat kuda terbang rendah"


def counsellor(site: Site) -> PageClient:
    return client_as(site, officer("counsellor"))


def slip_of(page: Page) -> str:
    return page.texts("code.key")[0]


def test_a_code_connects_only_the_person_whose_card_was_seen(site: Site) -> None:
    """A code for a forgotten password, or one for another person, claims nobody's record."""
    mine, victim = person(name="Budi Santoso"), person(name="Aminah Contoh", nik=NIK)
    one = account(email=None, phone=PHONE)
    site.save(mine, victim, one)
    client, desk = client_as(site, one), counsellor(site)
    for path in (f"/petugas/loket/kode/{one.id}", f"/petugas/loket/orang/{mine.id}"):
        code = slip_of(desk.send(path, {"phone": PHONE, "seen": "1"}, status=200))
        typed = {"nik": NIK, "birth_on": "17-03-1995", "code": code}
        client.get("/akun/data").submit("main form", status=422, **typed)
    with site.session() as session:
        assert session.get_one(Account, one.id).person_id is None


def test_a_prepared_account_does_not_become_the_persons(site: Site) -> None:
    """Somebody else wrote their e-mail address beside this number. The number alone goes to the person."""
    whom = person(name="Budi Santoso", nik=NIK)
    one = account(email="lain@contoh.test", phone=PHONE, status="pending", confirmed_at=None, password_hash=None)
    site.save(whom, one)
    with site.session() as session:
        token = issue(session, TokenPurpose.CONFIRM_EMAIL, site.clock, account_id=one.id)
        session.commit()
    code = slip_of(counsellor(site).send(f"/petugas/loket/orang/{whom.id}", {"phone": PHONE, "seen": "1"}, status=200))
    PageClient(site.app).get(f"/konfirmasi/{token}", status=404)
    PageClient(site.app).send("/aktivasi", {"account": PHONE, "code": code, "password": NEW})
    with site.session() as session:
        held = session.get_one(Account, one.id)
        assert (held.email, held.person_id, held.status) == (None, whom.id, "active")


def test_a_number_that_no_code_proved_is_refused(site: Site) -> None:
    whom = person(name="Budi Santoso", nik=NIK)
    site.save(whom, account(email="lain@contoh.test", phone=PHONE))
    desk, path = counsellor(site), f"/petugas/loket/orang/{whom.id}"
    page = desk.send(path, {"phone": PHONE, "seen": "1"}, status=422)
    assert "belum pernah dibuktikan" in page.texts(".error-summary li")[0]
    page = desk.send(path, {"phone": "siapa@contoh.test", "seen": "1"}, status=422)
    assert "Belum ada akun aktif" in page.texts(".error-summary li")[0]
    with site.session() as session:
        assert session.query(AccountToken).count() == 0


def test_a_number_that_a_code_proved_stays_so_beside_an_address(site: Site) -> None:
    whom = person(name="Budi Santoso", nik=NIK)
    one = account(email=None, phone=PHONE, status="pending", confirmed_at=None, password_hash=None)
    site.save(whom, one)
    desk = counsellor(site)
    code = slip_of(desk.send(f"/petugas/loket/kode/{one.id}", {"seen": "1"}, status=200))
    PageClient(site.app).send("/aktivasi", {"account": PHONE, "code": code, "password": NEW})
    with site.session() as session:
        session.get_one(Account, one.id).email = "budi@contoh.test"
        session.commit()
    slip = desk.send(f"/petugas/loket/orang/{whom.id}", {"phone": PHONE, "seen": "1"}, status=200)
    assert "buka Data saya" in slip.text


def test_a_code_dies_when_its_account_sees_others(site: Site) -> None:
    """An officer, or somebody of a company, does not come in by a code of before."""
    first, second = account(email="satu@contoh.test"), account(email="dua@contoh.test")
    whom = person(name="Satu")
    site.save(first, second, whom)
    site.save(account(email=None, phone=PHONE, person_id=whom.id, roles=("moderator",)))
    desk, chief = counsellor(site), acting(site, officer("admin"))
    codes = [slip_of(desk.send(f"/petugas/loket/kode/{one.id}", {"seen": "1"}, status=200)) for one in (first, second)]
    with site.session() as session:
        staffing.change_roles(first.id, ["moderator"], chief, site.clock)
        assert session.query(AccountToken).one().account_id == second.id
        session.rollback()
        session.add(AccountRole(account_id=second.id, role="moderator"))  # its code is alive
        session.commit()
    for name, code in zip(("satu@contoh.test", "dua@contoh.test"), codes, strict=True):
        PageClient(site.app).send("/aktivasi", {"account": name, "code": code, "password": NEW}, status=422)
    page = desk.send(f"/petugas/loket/orang/{whom.id}", {"seen": "1"}, status=422)
    assert "petugas atau perusahaan" in page.texts(".error-summary li")[0]


def test_a_code_dies_when_its_account_joins_a_team(site: Site) -> None:
    one, company = account(email="satu@contoh.test"), employer()
    site.save(one, company)
    counsellor(site).send(f"/petugas/loket/kode/{one.id}", {"seen": "1"}, status=200)
    with site.session() as session:
        invite = TokenPurpose.INVITE_MEMBER
        token = issue(session, invite, site.clock, employer_id=company.id, email="satu@contoh.test", roles="member")
        session.commit()
        invitations.join(token, one.id, Actor(ActorKind.ACCOUNT, account_id=one.id), site.clock)
        waits = session.query(AccountToken).filter(AccountToken.used_at.is_(None))
        assert waits.count() == 0


def test_every_look_at_the_counter_is_written_down(site: Site) -> None:
    """By the list, by a form that comes back, by the page of a person, and by the comparison with a card (gate S11)."""
    whom, one = person(name="Budi Santoso", nik=NIK), account(email=None, phone=PHONE)
    site.save(whom, one)
    desk = counsellor(site)
    typed = {"nik": NIK, "name": "Budi Santoso", "birth_on": "17-03-1995"}
    more = {"sex": "male", "district_code": "63.11.06", "education": "smk", "years": "4", "job1": "sopir truk"}
    for path, data, status in (
        ("/petugas/loket/cari", typed, 200), ("/petugas/loket/daftar", typed | more, 422),
        (f"/petugas/loket/orang/{whom.id}", {}, 422), (f"/petugas/loket/orang/{whom.id}/sama", {"nik": "1"}, 422),
        ("/petugas/loket/kode", {"account": PHONE}, 200),
    ):  # fmt: skip
        before = looks(site)
        desk.send(path, data, status=status)
        noun, key = ("account", one.id) if "kode" in path else ("person", whom.id)
        assert looks(site)[len(before) :] == [(noun, key)], path


def looks(site: Site) -> list[tuple[str, int]]:
    with site.session() as session:
        found = session.scalars(select(Event).where(Event.verb == "looked_up").order_by(Event.id))
        return [(line.noun, line.noun_id) for line in found]
