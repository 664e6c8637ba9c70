"""Papers of companies and evidence of decisions."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.employer import DocumentKind
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.gateways.storage import Missing, Storage
from app.models import Document, Employer, Event, Membership
from app.services import documents
from app.services.documents import MOST, Owner, open_document, remove_document, remove_orphans, store_document
from app.services.transaction import transaction
from tests.factories.accounts import account, acting, officer
from tests.factories.employers import employer
from tests.factories.workers import certificate, worker
from tests.support import hostile
from tests.support.keys import KEYRING
from tests.support.site import Site


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path / "documents", KEYRING)


def _team(site: Site, role: str = "admin", **facts: Any) -> tuple[int, Actor]:
    mine = employer(**facts)
    site.save(mine)
    place = Membership(employer_id=mine.id, role=role, created_at=site.clock.now())
    return mine.id, acting(site, account(kind="employer", membership=place))


def _store(site: Site, key: int, who: Actor, storage: Storage, name: str = "surat.pdf", content: bytes = b"") -> int:
    content = content or hostile.pdf()
    return store_document(Owner(key), DocumentKind.NIB, name, BytesIO(content), who, site.clock, storage)


def test_a_paper_is_kept(site: Site, session: Session, storage: Storage) -> None:
    key, who = _team(site)
    found = session.get_one(Document, _store(site, key, who, storage, "Surat NIB  asli.exe"))
    assert open_document(found, storage) == hostile.pdf()
    assert (found.filename, found.media_type, found.size) == (
        "Surat NIB asli.pdf", "application/pdf", len(hostile.pdf()),
    )  # fmt: skip
    assert (found.employer_id, found.uploaded_by, len(found.storage_name)) == (key, who.account_id, 43)
    assert [row.verb for row in session.scalars(select(Event).where(Event.noun == "document"))] == ["store"]


@pytest.mark.parametrize("name", hostile.NAMES)
def test_a_name_is_for_showing_only(site: Site, session: Session, storage: Storage, name: str) -> None:
    key, who = _team(site)
    kept = session.get_one(Document, _store(site, key, who, storage, name)).filename
    assert kept.endswith(".pdf")
    assert len(kept) <= 120
    assert not set(kept) & set("/\\\r\n\0\t\u202e")
    assert kept.strip(".") == kept


def test_nobody_keeps_papers_of_others(site: Site, session: Session, storage: Storage) -> None:
    key, _ = _team(site)
    _, other = _team(site)
    _, plain = _team(site, "member")
    for who, owner in (
        (other, key), (plain, next(iter(plain.employer_ids))), (acting(site, officer("moderator")), key),
        (acting(site, officer("verifier")), key), (acting(site, account()), key),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            _store(site, owner, who, storage)
    assert session.scalars(select(Document.id)).all() == []
    assert list(storage.older_than(4_000_000_000)) == []


def test_evidence_of_a_certificate(site: Site, session: Session, storage: Storage) -> None:
    one = certificate(status="unverified")
    site.save(worker(one))
    verifier, content = acting(site, officer("verifier")), BytesIO(hostile.jpeg())
    key = store_document(
        Owner(certificate_id=one.id), DocumentKind.EVIDENCE, "lembar.jpg", content, verifier, site.clock, storage
    )
    assert session.get_one(Document, key).certificate_id == one.id
    with pytest.raises(NotFound):
        store_document(
            Owner(certificate_id=999), DocumentKind.EVIDENCE, "a.pdf", BytesIO(hostile.pdf()), verifier, site.clock,
            storage,
        )  # fmt: skip
    with pytest.raises(NotFound):
        remove_document(key, verifier, site.clock, storage)


@pytest.mark.parametrize("name", hostile.refused())
def test_nothing_is_kept_of_what_is_refused(site: Site, session: Session, storage: Storage, name: str) -> None:
    key, who = _team(site)
    content, problem = hostile.refused()[name]
    with pytest.raises(InvalidFact) as refused:
        store_document(Owner(key), DocumentKind.NIB, "x.pdf", BytesIO(content), who, site.clock, storage)
    assert (refused.value.field, refused.value.problem) == ("file", problem)
    assert session.scalars(select(Document.id)).all() == []
    assert list(storage.older_than(4_000_000_000)) == []


def test_no_company_fills_the_disk(site: Site, session: Session, storage: Storage) -> None:
    key, who = _team(site)
    for number in range(MOST):
        _store(site, key, who, storage, content=hostile.pdf(tail=b" " * number))
    with pytest.raises(InvalidFact, match="too_many"):
        _store(site, key, who, storage, content=hostile.pdf(tail=b" " * MOST))
    assert len(list(storage.older_than(4_000_000_000))) == MOST


def test_a_paper_sent_again_is_one_paper(site: Site, session: Session, storage: Storage) -> None:
    key, who = _team(site)
    first = _store(site, key, who, storage)
    assert _store(site, key, who, storage, "nama lain.pdf") == first
    assert _store(site, key, who, storage, content=hostile.pdf(tail=b" ")) != first
    other, stranger = _team(site)
    assert _store(site, other, stranger, storage) != first
    assert [row.verb for row in session.scalars(select(Event).where(Event.noun == "document"))] == ["store"] * 3
    assert len(list(storage.older_than(4_000_000_000))) == 3


def test_a_file_stays_when_the_database_goes_away_before_it_answers(
    site: Site, session: Session, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit has happened, but nobody was told: the row must not point at nothing."""
    key, who = _team(site)
    commit = Session.commit

    def unanswered(self: Session) -> None:
        commit(self)
        raise OperationalError("COMMIT", None, Exception("server closed the connection unexpectedly"))

    with monkeypatch.context() as patched:
        patched.setattr(Session, "commit", unanswered)
        with pytest.raises(OperationalError):
            _store(site, key, who, storage)
    [kept] = session.scalars(select(Document))
    assert open_document(kept, storage) == hostile.pdf()
    assert _store(site, key, who, storage) == kept.id


def test_a_paper_is_taken_back_until_something_rests_on_it(site: Site, session: Session, storage: Storage) -> None:
    key, who = _team(site, status="pending", verified_at=None, submitted_at=site.clock.now())
    _, stranger = _team(site)
    paper = _store(site, key, who, storage)
    name = session.get_one(Document, paper).storage_name
    with pytest.raises(NotAllowed):
        remove_document(paper, stranger, site.clock, storage)
    remove_document(paper, who, site.clock, storage)
    with pytest.raises(Missing):
        storage.read(name)
    with pytest.raises(NotFound):
        remove_document(paper, who, site.clock, storage)
    kept = _store(site, key, who, storage)
    with transaction() as writing:
        writing.get_one(Employer, key).status = "active"
    with pytest.raises(InvalidFact, match="decided"):
        remove_document(kept, who, site.clock, storage)


def test_files_that_no_row_names_are_removed_after_a_day(
    site: Site, session: Session, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, who = _team(site)
    kept = session.get_one(Document, _store(site, key, who, storage)).storage_name

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(documents, "event", killed)
    with pytest.raises(KeyboardInterrupt):
        _store(site, key, who, storage, content=hostile.pdf(tail=b" "))
    now = site.clock.now().timestamp()
    for path in (tmp_path / "documents").iterdir():
        os.utime(path, (now, now))
    site.hands.move(hours=23)
    assert remove_orphans(storage, site.clock) == 0
    site.hands.move(hours=2)
    assert remove_orphans(storage, site.clock) == 1
    assert [path.name for path in (tmp_path / "documents").iterdir()] == [kept]
