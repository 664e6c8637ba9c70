"""What the office's queue holds: flags, samples, changes and reports of vacancies."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.domain.vacancy_facts import changes, facts
from app.models import Report, Vacancy, VacancyFlag, VacancyRevision, VacancySample
from app.queries.vacancy_facts import facts_of
from tests.support.clock import NOW
from tests.support.site import Site


def keep(site: Site, *things: Any) -> None:
    """Store rows that no index knows."""
    with site.session() as session:
        session.connection(execution_options={"write": True})
        session.add_all(things)
        session.commit()


def flag(vacancy_id: int, kind: str = "fee", severity: str = "heavy") -> VacancyFlag:
    return VacancyFlag(vacancy_id=vacancy_id, kind=kind, severity=severity)


def sample(vacancy_id: int, drawn_at: datetime = NOW) -> VacancySample:
    return VacancySample(vacancy_id=vacancy_id, drawn_at=drawn_at)


def report(vacancy_id: int, reason: str = "biaya", *, status: str = "open", at: datetime = NOW, **more: Any) -> Report:
    """A report of a vacancy; `more` are columns."""
    plain: dict[str, Any] = {
        "vacancy_id": vacancy_id,
        "reason": reason,
        "status": status,
        "text": "Diminta Rp350.000 untuk seragam.",
        "created_at": at,
        "updated_at": at,
        "decided_at": None if status == "open" else at,
    }
    return Report(**(plain | more))


def revision(site: Site, vacancy_id: int, at: datetime = NOW, **changed: Any) -> int:
    """A pending change of a published vacancy; `changed` are facts by the names of app.domain.vacancy_facts. Returns
    its id."""
    with site.session() as session:
        session.connection(execution_options={"write": True})
        old = facts(facts_of(session.get_one(Vacancy, vacancy_id)))
        new = {**old, **changed}
        parts: Iterable[str] = (change.part for change in changes(old, new))
        made = VacancyRevision(
            vacancy_id=vacancy_id, status="pending", data=json.dumps(new), fields=" ".join(parts), created_at=at
        )
        session.add(made)
        session.commit()
        return made.id
