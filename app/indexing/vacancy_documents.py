"""Vacancies as index documents: the whitelist of what the index may know."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, or_, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.codes import bare_name, occupation_ancestry, region_ancestry
from app.domain.vacancy import VacancyStatus
from app.indexing.chunks import every_row, some_rows
from app.models import (
    Employer,
    Industry,
    Occupation,
    Region,
    Vacancy,
    VacancyEducation,
    VacancyEmploymentType,
    VacancyPlace,
)  # fmt: skip
from search.schema import Document
from search.vacancies import IMPORTED, OWN, UNKNOWN

# Not the bare column: for each chunk of ids SQLite would rather walk the index on status, most of the table, than look
# the ids up.
_STATUS = Vacancy.status.concat("")
_UNSKILLED = "Tanpa pengalaman."  # what a vacancy says by a field, as it is searched


def _public() -> Select[*tuple[Any, ...]]:
    """Rows on the board, whatever their last day: every query adds `closes_on >= today` itself."""
    return (
        select(
            Vacancy.id, Vacancy.title, Vacancy.company, Vacancy.category, Vacancy.description, Vacancy.benefits,
            Vacancy.skills, Vacancy.place_text, Vacancy.work_address, Vacancy.occupation_code, Vacancy.wage_monthly,
            Vacancy.closes_on, Vacancy.published_at, Vacancy.source, Vacancy.experience_months,
            Employer.name.label("employer"), Occupation.title_id.label("occupation"), Industry.section,
        )
        .outerjoin(Employer, Vacancy.employer_id == Employer.id)
        .outerjoin(Occupation, Vacancy.occupation_code == Occupation.code)
        .outerjoin(Industry, Vacancy.industry_code == Industry.code)
        .where(
            _STATUS == VacancyStatus.PUBLISHED,
            or_(Vacancy.employer_id.is_(None), Employer.status == "active"),
        )
    )  # fmt: skip


def public_documents(session: Session, ids: Sequence[int], clock: Clock) -> Iterator[Document]:
    """Documents of those of `ids` that are public now."""
    for rows in some_rows(session, _public(), Vacancy.id, ids):
        yield from _documents(session, rows, clock)


def all_documents(session: Session, clock: Clock) -> Iterator[Document]:
    """Documents of every public vacancy, in chunks by id, for a rebuild."""
    for rows in every_row(session, _public(), Vacancy.id):
        yield from _documents(session, rows, clock)


def _documents(session: Session, rows: Sequence[RowMapping], clock: Clock) -> Iterator[Document]:
    ids = [row["id"] for row in rows]
    places = _codes(session, VacancyPlace.vacancy_id, VacancyPlace.region_code, ids)
    names = _names(session, {code for codes in places.values() for code in codes})
    education = _codes(session, VacancyEducation.vacancy_id, VacancyEducation.level, ids)
    types = _codes(session, VacancyEmploymentType.vacancy_id, VacancyEmploymentType.code, ids)
    for row in rows:
        key = row["id"]
        regions = {code: None for place in places[key] for code in region_ancestry(place)}
        named = ", ".join(
            dict.fromkeys(bare_name(names[code]) for place in places[key] for code in reversed(region_ancestry(place)))
        )
        yield Document(
            id=key,
            text={
                "title": row["title"],
                "company": _named(row["company"], row["employer"]),
                "category": " ".join(filter(None, (row["category"], _one_job(row["occupation"])))),
                "body": "\n".join(
                    filter(None, (_UNSKILLED if row["experience_months"] == 0 else "", row["description"],
                                  row["skills"], row["benefits"], row["work_address"], row["place_text"], named))
                ),
            },
            keywords={
                "place": tuple(regions) or (UNKNOWN,),
                "occupation": occupation_ancestry(row["occupation_code"]) if row["occupation_code"] else (UNKNOWN,),
                "sector": (row["section"] or UNKNOWN,),
                "education": tuple(education[key]) or (UNKNOWN,),
                "employment_type": tuple(types[key]) or (UNKNOWN,),
                "origin": (OWN if row["source"] is None else IMPORTED,),
            },
            numbers={
                "wage": row["wage_monthly"],
                "closes_on": row["closes_on"].toordinal(),
                "published_on": clock.day_of(row["published_at"]).toordinal(),
                "published_at": int(row["published_at"].timestamp()),
            },
        )  # fmt: skip


def _one_job(occupation: str | None) -> str:
    """The name of an occupation if it names one job: of "Kurir, Pengantar Paket dan Kuli Angkut Barang" who carries a
    parcel is one and not the others."""
    return occupation if occupation and ", " not in occupation else ""


def _named(company: str, employer: str | None) -> str:
    """The company as the posting words it, and the registered one that staff linked it to."""
    return company if employer in (None, company) else f"{company} {employer}".strip()


def _codes(session: Session, owner: Any, code: Any, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, value in session.execute(select(owner, code).where(owner.in_(ids)).order_by(owner, code)):
        found[key].append(value)
    return found


def _names(session: Session, codes: set[str]) -> dict[str, str]:
    wanted = {ancestor for code in codes for ancestor in region_ancestry(code)}
    return dict(session.execute(select(Region.code, Region.name).where(Region.code.in_(wanted))).all())
