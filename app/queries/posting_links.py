"""Imported postings and the registered companies that staff may link them to."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.paging import page_count
from app.domain.vacancy import VacancyStatus
from app.models import Employer, Vacancy
from app.queries.reference import reference
from app.queries.vacancy_page import VacancyDetail, unpublished_detail
from app.queries.words import holds_words

PER_PAGE = 20
MOST_EMPLOYERS = 10  # on offer for one posting


@dataclass(frozen=True)
class PostingLine:
    """A posting of the list. `employer` is the registered company it is linked to."""

    id: int
    title: str
    company: str
    source: str
    status: str
    employer: str | None


@dataclass(frozen=True)
class Postings:
    lines: list[PostingLine]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return page_count(self.total, PER_PAGE)


@dataclass(frozen=True)
class Candidate:
    """An active company that a posting may belong to."""

    id: int
    name: str
    nib: str
    place: str


@dataclass(frozen=True)
class Candidates:
    """The first companies by name. `more`: others hold the words too."""

    items: list[Candidate]
    more: bool


def postings(session: Session, text: str, linked: str, page: int, clock: Clock) -> Postings:
    """Postings on the board, newest first. `linked` is "sudah", "belum" or empty for both."""
    where: list[ColumnElement[bool]] = [
        Vacancy.source.is_not(None), Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.closes_on >= clock.today(),
        *holds_words(text, Vacancy.title, Vacancy.company),
    ]  # fmt: skip
    if linked:
        where.append(Vacancy.employer_id.is_not(None) if linked == "sudah" else Vacancy.employer_id.is_(None))
    total = session.scalar(select(func.count(Vacancy.id)).where(*where)) or 0
    rows = session.execute(
        select(
            Vacancy.id, Vacancy.title, Vacancy.company, Vacancy.source, Vacancy.status, Employer.name.label("employer")
        )
        .outerjoin(Employer, Employer.id == Vacancy.employer_id)
        .where(*where)
        .order_by(Vacancy.published_at.desc(), Vacancy.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    lines = [PostingLine(row.id, row.title, row.company, row.source or "", row.status, row.employer) for row in rows]
    return Postings(lines, total, page)


def posting(session: Session, vacancy_id: int, clock: Clock) -> VacancyDetail | None:
    """An imported posting, whatever its state."""
    detail = unpublished_detail(session, vacancy_id, clock)
    return detail if detail is not None and not detail.is_own else None


def companies(session: Session, text: str) -> Candidates:
    """Active companies whose name or NIB holds every word; none without words, as nothing is proposed by itself."""
    if not text.split():
        return Candidates([], False)
    known = reference(session)
    rows = session.execute(
        select(Employer.id, Employer.name, Employer.nib, Employer.region_code)
        .where(Employer.status == "active", *holds_words(text, Employer.name, Employer.nib))
        .order_by(Employer.name, Employer.id)
        .limit(MOST_EMPLOYERS + 1)
    )
    found = [Candidate(key, name, nib or "", known.place_label(code) if code else "") for key, name, nib, code in rows]
    return Candidates(found[:MOST_EMPLOYERS], len(found) > MOST_EMPLOYERS)
