"""R10: a restored backup does not bring back what people took back after it."""

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.domain.employer import DocumentKind
from app.extensions import db
from app.gateways.anchors import Anchors
from app.gateways.archive import BackupReader, BackupWriter
from app.gateways.erasures import Erasures
from app.gateways.storage import Storage
from app.jobs.worker import Worker as Background
from app.models import Account, Document, Event, Worker
from app.services import staffing, workers
from app.services.backup import Held, back_up, restore
from app.services.backup import Site as Kept
from app.services.documents import Owner, remove_document, store_document
from app.services.erasures import note_erasures
from app.services.transaction import transaction
from tests.factories.accounts import account, acting, member, officer
from tests.factories.employers import employer
from tests.factories.workers import certificate, given, person, worker
from tests.services.test_closing import close, entered, on_record, shown
from tests.support import hostile
from tests.support.keys import KEYRING
from tests.support.site import Site


@pytest.fixture
def erasures(tmp_path: Path) -> Erasures:
    return Erasures(tmp_path / "audit" / "erasures", KEYRING)


def people(site: Site, count: int) -> list[int]:
    """Workers whose cards are shown."""
    return site.save(*(worker(certificate(), of=person(consents=[given()])) for _ in range(count)))


def later(site: Site, folder: Path, erasures: Erasures, act: object) -> Held:
    """Back up, let an hour go by in which something is taken back, lose the database, restore."""
    kept = Kept("0001", KEYRING, Storage(folder / "documents", KEYRING), Anchors(folder / "anchors"))
    file = folder / "lamar.cadangan"
    with site.app.app_context(), BackupWriter(file, KEYRING) as backup:
        back_up(db.engine, kept, backup, site.clock)
    site.hands.move(hours=1)
    assert callable(act)
    with site.app.app_context():
        act()
        note_erasures(db.session(), erasures)
        db.session.remove()
    hour = site.hands.at
    site.reset()
    site.hands.at = hour
    with site.app.app_context():
        held = restore(kept, BackupReader(file, KEYRING), erasures, site.clock)
        db.session.remove()
    return held


def test_a_card_that_was_taken_back_stays_away(
    site: Site, session: Session, erasures: Erasures, tmp_path: Path
) -> None:
    withdrawn, hidden, stays = people(site, 3)

    def act() -> None:
        workers.withdraw_consent(withdrawn, OPERATOR, site.clock)
        workers.hide(hidden, OPERATOR, site.clock)

    assert later(site, tmp_path, erasures, act).erased == 2
    assert shown(session, site) == [stays]


def test_a_deleted_account_stays_deleted(site: Site, session: Session, erasures: Erasures, tmp_path: Path) -> None:
    mine, other = on_record(site, phone="084000999888"), account(email="orang@contoh.test")
    who, _ = entered(site, mine), site.save(other)
    assert later(site, tmp_path, erasures, lambda: close(site, who)).erased == 2, "the consent, and the account"
    row = session.get_one(Account, mine.id)
    assert (row.status, row.name, row.email, row.phone_cipher, row.person_id) == ("closed", "", None, None, None)
    assert session.get_one(Account, other.id).email == "orang@contoh.test"
    assert shown(session, site) == []


def test_an_account_that_was_suspended_or_an_officer_then_is_deleted_again(
    site: Site, session: Session, erasures: Erasures, tmp_path: Path
) -> None:
    """At the time of the backup it was in another state than when its owner deleted it."""
    mine = officer("moderator", status="suspended", suspended_at=site.clock.now())
    site.save(mine)

    def act() -> None:
        staffing.reactivate(mine.id, "Sudah jelas.", OPERATOR, site.clock)
        with transaction() as writing:
            writing.get_one(Account, mine.id).roles = []
        close(site, entered(site, mine))

    assert later(site, tmp_path, erasures, act).erased == 1
    row = session.get_one(Account, mine.id)
    assert (row.status, row.suspended_at, row.roles) == ("closed", None, [])


def test_what_was_under_way_during_the_backup_is_done_again(
    site: Site, session: Session, erasures: Erasures, tmp_path: Path
) -> None:
    """Stamped before the backup and committed after it: the log of the backup does not hold it."""
    [one] = people(site, 1)

    def act() -> None:
        site.hands.move(hours=-1, seconds=-1)
        workers.withdraw_consent(one, OPERATOR, site.clock)
        site.hands.move(hours=1, seconds=1)

    assert later(site, tmp_path, erasures, act).erased == 1
    assert shown(session, site) == []


def test_a_paper_that_was_removed_stays_away(site: Site, session: Session, erasures: Erasures, tmp_path: Path) -> None:
    mine = employer(status="pending", verified_at=None)
    site.save(mine)
    who, storage = acting(site, member(mine)), Storage(tmp_path / "documents", KEYRING)
    with site.app.app_context():
        content = BytesIO(hostile.pdf())
        key = store_document(Owner(mine.id), DocumentKind.NIB, "nib.pdf", content, who, site.clock, storage)
        db.session.remove()
    assert later(site, tmp_path, erasures, lambda: remove_document(key, who, site.clock, storage)).erased == 1
    assert session.scalar(select(func.count(Document.id))) == 0


def test_what_was_taken_back_before_the_backup_and_given_again_stays(
    site: Site, session: Session, erasures: Erasures, tmp_path: Path
) -> None:
    [one] = people(site, 1)
    workers.hide(one, OPERATOR, site.clock)
    site.hands.move(seconds=1)
    workers.show(one, OPERATOR, site.clock)
    assert later(site, tmp_path, erasures, lambda: None).erased == 0
    assert [noted.verb for noted in erasures] == ["hide"]
    assert shown(session, site) == [one]


def test_who_came_after_the_backup_is_nobody(site: Site, session: Session, erasures: Erasures, tmp_path: Path) -> None:
    def act() -> None:
        [new] = people(site, 1)
        workers.withdraw_consent(new, OPERATOR, site.clock)

    assert later(site, tmp_path, erasures, act).erased == 0
    assert session.scalar(select(func.count(Worker.id))) == 0


def test_each_is_noted_once_and_a_torn_line_is_none(
    site: Site, session: Session, erasures: Erasures, tmp_path: Path
) -> None:
    one, two = people(site, 2)
    workers.hide(one, OPERATOR, site.clock)
    assert note_erasures(session, erasures) == 1
    assert note_erasures(session, erasures) == 0
    file = tmp_path / "audit" / "erasures"
    line = file.read_text().strip()
    file.write_text(f"{line}\n{line.replace(f' {one} ', f' {two} ')}\n2026-11-25T00:00:00+00:00 hide worker {two}")
    site.hands.move(days=3)
    workers.withdraw_consent(two, OPERATOR, site.clock)
    assert note_erasures(session, erasures) == 1
    assert [(noted.verb, noted.noun_id) for noted in erasures] == [("hide", one), ("withdraw_consent", two)]
    assert file.read_text().count("\n") == 4
    assert session.scalar(select(func.count(Event.id))) == 2


def test_the_worker_notes_them(site: Site, session: Session) -> None:
    [one] = people(site, 1)
    workers.hide(one, OPERATOR, site.clock)
    noted = Erasures(site.settings.erasures_file, KEYRING)
    assert list(noted) == []
    Background(site.app)._keep_calendar()
    assert [(line.verb, line.noun, line.noun_id) for line in noted] == [("hide", "worker", one)]
    site.settings.erasures_file.unlink()
