"""Workers as index documents: the whitelist of gate S7, and nobody who is not in the catalogue."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Select, select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateStatus, state
from app.domain.clock import Clock
from app.domain.codes import region_ancestry
from app.domain.worker import availability, experience_band, experience_rank
from app.indexing.chunks import every_row, some_rows
from app.models import Certificate, Occupation, Person, Scheme, Worker, WorkerOccupation
from app.queries.catalogue import in_catalogue
from search.schema import Document
from search.workers import CertificateKey, certificate_set, keys, level_code, month, parts


def _public(today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(Worker.id, Worker.education, Worker.experience_months, Worker.district_code, Worker.available_from)
        .join(Person, Worker.person_id == Person.id)
        .where(*in_catalogue(today))
    )


def public_documents(session: Session, ids: Sequence[int], clock: Clock) -> Iterator[Document]:
    """Documents of those of `ids` that are in the catalogue now."""
    today = clock.today()
    for rows in some_rows(session, _public(today), Worker.id, ids):
        yield from _documents(session, rows, today)


def all_documents(session: Session, clock: Clock) -> Iterator[Document]:
    """Documents of the whole catalogue, in chunks by id, for a rebuild."""
    today = clock.today()
    for rows in every_row(session, _public(today), Worker.id):
        yield from _documents(session, rows, today)


def _documents(session: Session, rows: Sequence[RowMapping], today: date) -> Iterator[Document]:
    ids = [row["id"] for row in rows]
    certificates, occupations = _certificates(session, ids), _occupations(session, ids)
    for row in rows:
        held = certificates[row["id"]]
        shown = [
            CertificateKey(
                one.scheme_code, one.issuer, level_code(one.kkni_level), state(one.status, one.valid_until, today)
            )
            for one in held
        ]
        ends = [one.valid_until for one in held if one.valid_until is not None and one.valid_until >= today]
        yield Document(
            id=row["id"],
            text={
                "occupation": " / ".join(occupations[row["id"]]),
                "scheme": " / ".join(f"{one.title}, {one.short_title}" for one in held),
                "issuer": " / ".join(f"{one.issuer} {one.lsp}".strip() for one in held),
            },
            keywords={
                "place": region_ancestry(row["district_code"]),
                "education": (row["education"],),
                "availability": (availability(row["available_from"], today),),
                "experience": (experience_band(row["experience_months"]),),
                "certificate": keys(shown),
                "certificate_set": (certificate_set(shown),),
                **parts(shown),
            },
            numbers={
                "newest": max(month(one.issued_on) for one in held),
                "ends": month(min(ends)) if ends else None,
                "band": experience_rank(row["experience_months"]),
            },
        )


def _certificates(session: Session, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Public certificates by worker."""
    found: dict[int, list[Any]] = defaultdict(list)
    query = (
        select(
            Certificate.worker_id, Certificate.scheme_code, Certificate.issuer, Certificate.lsp, Certificate.status,
            Certificate.kkni_level, Certificate.issued_on, Certificate.valid_until, Scheme.title, Scheme.short_title,
        )
        .join(Scheme, Certificate.scheme_code == Scheme.code)
        .where(Certificate.worker_id.in_(ids), Certificate.status == CertificateStatus.VERIFIED)
        .order_by(Certificate.worker_id, Certificate.id)
    )  # fmt: skip
    for row in session.execute(query):
        found[row.worker_id].append(row)
    return found


def _occupations(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """Titles of wanted occupations by worker, in both languages, the one that heads the card first."""
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(WorkerOccupation.worker_id, Occupation.title_id, Occupation.title_en)
        .join(Occupation, WorkerOccupation.occupation_code == Occupation.code)
        .where(WorkerOccupation.worker_id.in_(ids))
        .order_by(WorkerOccupation.worker_id, WorkerOccupation.position)
    )
    for worker_id, *titles in session.execute(query):
        found[worker_id] += filter(None, titles)
    return found
