"""How often pages of vacancies were opened: a number a day and nothing about who opened them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite

from app.models import Vacancy, VacancyViews
from app.services.transaction import transaction

_INSERT: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_TABLE: Table = VacancyViews.__table__  # type: ignore[assignment]

Counts = Mapping[tuple[int, date], int]  # views by vacancy and office day


def add_views(counts: Counts) -> None:
    """Add views to the stored ones. Of two processes that add at once none loses anything: the database does the sum.
    Views of a vacancy that is gone are dropped."""
    if not counts:
        return
    with transaction() as session:
        ids = {vacancy_id for vacancy_id, _ in counts}
        known = set(session.scalars(select(Vacancy.id).where(Vacancy.id.in_(ids))))
        # In one order everywhere: two processes never wait for one another's rows.
        rows = [
            {"vacancy_id": key, "day": day, "views": views}
            for (key, day), views in sorted(counts.items())
            if key in known
        ]
        insert = _INSERT[session.get_bind().dialect.name]
        for row in rows:
            statement = insert(_TABLE).values(**row)
            session.execute(
                statement.on_conflict_do_update(
                    index_elements=["vacancy_id", "day"], set_={"views": _TABLE.c.views + statement.excluded.views}
                )
            )
