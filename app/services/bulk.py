"""Many rows at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

Row = dict[str, Any]


def write(session: Session, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, if there are any. PostgreSQL counts ids apart from the rows, so its counter is moved behind the ids
    given here, the last of which is the highest."""
    if not rows:
        return
    session.connection().execute(insert(table), rows)
    if "id" in rows[0] and session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), rows[-1]["id"])))
