"""Papers of companies and evidence of decisions: kept, read, removed, tidied up."""

import hashlib
import logging
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PureWindowsPath
from typing import IO

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.employer import DocumentKind, EmployerStatus
from app.domain.errors import DomainError, InvalidFact, NotAllowed, NotFound
from app.gateways.papers import ENDINGS, MAX_BYTES, Paper, Refused, paper_of
from app.gateways.storage import Storage
from app.models import Certificate, Document, Employer
from app.policies.permission_map import Right, may
from app.services.events import event
from app.services.own_matter import refuse_own
from app.services.transaction import transaction

log = logging.getLogger(__name__)

MOST = 20  # papers of one owner
ORPHAN_AGE = timedelta(days=1)  # the transaction that will name a file is over long before
_CHUNK = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_OPEN_TO_REMOVE = frozenset({EmployerStatus.PENDING, EmployerStatus.RETURNED})


@dataclass(frozen=True)
class Owner:
    """Whose paper it is: a company, or the certificate that it is evidence for."""

    employer_id: int | None = None
    certificate_id: int | None = None

    @property
    def papers(self) -> Select[int]:
        """The ids of what it handed in."""
        if self.employer_id is not None:
            return select(Document.id).where(Document.employer_id == self.employer_id)
        return select(Document.id).where(Document.certificate_id == self.certificate_id)


def store_document(
    owner: Owner, kind: DocumentKind, filename: str, stream: IO[bytes], actor: Actor, clock: Clock, storage: Storage
) -> int:
    """Keep an uploaded paper and return its id. The file is on the disk before the row is committed. Sent again it is
    the paper that was kept before.

    Raises NotFound (owner), NotAllowed, and InvalidFact on `file`: empty, too_big, unknown_kind, damaged,
    too_many_pixels, locked, acts, too_many, not_kept; on `matter`: own, for evidence.
    """
    _allow(actor, owner)
    try:
        paper = paper_of(stream.read(MAX_BYTES + 1))
    except Refused as refused:
        raise InvalidFact("file", refused.problem) from None
    try:
        name = storage.keep(paper.content)
    except OSError as error:  # no space left, or the folder is gone: the form says so and keeps what was chosen
        log.error("a paper could not be kept: %s", error.strerror)
        raise InvalidFact("file", "not_kept") from None
    try:
        document_id, is_new = _name_it(owner, kind, tidy_name(filename, paper), paper, name, actor, clock)
    except DomainError:
        storage.remove(name)
        raise
    # After any other error nobody knows whether the row was committed: the database may have gone away before it could
    # answer. So the file stays; the worker removes it when no row names it.
    if not is_new:
        storage.remove(name)
    return document_id


def _name_it(
    owner: Owner, kind: DocumentKind, filename: str, paper: Paper, name: str, actor: Actor, clock: Clock
) -> tuple[int, bool]:
    """The id of the row of a file that is on the disk, and whether the row is new: of two that are alike the second one
    is not kept."""
    digest = hashlib.sha256(paper.content).digest()
    with transaction() as session:
        _lock_owner(session, owner, actor)
        alike = owner.papers.where(Document.kind == kind, Document.sha256 == digest)
        if (known := session.scalar(alike)) is not None:
            return known, False
        if len(session.scalars(owner.papers).all()) >= MOST:
            raise InvalidFact("file", "too_many")
        document = Document(
            employer_id=owner.employer_id, certificate_id=owner.certificate_id, kind=kind, filename=filename,
            media_type=paper.media_type, size=len(paper.content), sha256=digest, storage_name=name,
            uploaded_by=actor.account_id, created_at=clock.now(),
        )  # fmt: skip
        session.add(document)
        session.flush()
        session.add(event("document", document.id, "store", actor, clock, new=str(kind)))
        return document.id, True


def open_document(document: Document, storage: Storage) -> bytes:
    """The content of a paper. Raises Missing, Unreadable."""
    return storage.read(document.storage_name)


def note_read(document_id: int, actor: Actor, clock: Clock) -> None:
    """Write down that an officer read a paper (gate S11). Raises NotAllowed."""
    if not may(actor, Right.READ_DOCUMENT):
        raise NotAllowed(f"{actor.kind} may not read papers")
    with transaction() as session:
        session.add(event("document", document_id, "read", actor, clock))


def remove_document(document_id: int, actor: Actor, clock: Clock, storage: Storage) -> None:
    """Take back a paper that no decision rests on yet: the company waits for staff, or has to correct something.
    Raises NotFound, NotAllowed, InvalidFact on `file` with `decided`."""
    with transaction() as session:
        employer_id = session.scalar(select(Document.employer_id).where(Document.id == document_id))
        if employer_id is None:
            raise NotFound("document")
        _allow(actor, Owner(employer_id=employer_id))
        # Before the paper, as storing one does: nobody may take it for kept, nor decide on it, while it goes.
        employer = session.get_one(Employer, employer_id, with_for_update=True)
        document = session.scalar(select(Document).where(Document.id == document_id).with_for_update())
        if document is None:
            raise NotFound("document")
        if employer.status not in _OPEN_TO_REMOVE:
            raise InvalidFact("file", "decided")
        name = document.storage_name
        session.add(event("document", document.id, "remove", actor, clock, old=document.kind))
        session.delete(document)
    storage.remove(name)


def remove_orphans(storage: Storage, clock: Clock) -> int:
    """Remove files that no row names. Returns how many."""
    names = list(storage.older_than((clock.now() - ORPHAN_AGE).timestamp()))
    removed = 0
    for start in range(0, len(names), _CHUNK):
        some = names[start : start + _CHUNK]
        with transaction() as session:
            known = set(session.scalars(select(Document.storage_name).where(Document.storage_name.in_(some))))
        for name in some:
            if name not in known:
                storage.remove(name)
                removed += 1
    return removed


def tidy_name(filename: str, paper: Paper) -> str:
    """A name for showing and downloading: no folders, no control characters, the ending of what the file is."""
    plain = _CONTROL.sub("", PureWindowsPath(filename.replace("\x00", "")).name)
    stem = " ".join(plain.rpartition(".")[0].split() or plain.split())
    ending = ENDINGS[paper.media_type]
    return (stem.strip(". ")[: 120 - len(ending)] or "berkas") + ending


def _allow(actor: Actor, owner: Owner) -> None:
    own = owner.employer_id is not None and owner.employer_id in actor.employer_ids
    if owner.employer_id is not None and own and may(actor, Right.KEEP_EMPLOYER):
        return
    if owner.certificate_id is not None and may(actor, Right.DECIDE_CERTIFICATE):
        return
    raise NotAllowed(f"{actor.kind} may not keep papers of this owner")


def _lock_owner(session: Session, owner: Owner, actor: Actor) -> None:
    thing = Employer if owner.employer_id is not None else Certificate
    key = owner.employer_id if owner.employer_id is not None else owner.certificate_id
    found = session.get(thing, key, with_for_update=True)
    if found is None:
        raise NotFound("owner")
    if isinstance(found, Certificate):
        refuse_own(actor, found)
