"""Counts SQL: a list asks as often for twenty rows as for one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

QUIET = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Every statement sent while the block runs, on any engine; transaction talk left out."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(QUIET):
            statements.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def assert_flat(few: Callable[[], Any], many: Callable[[], Any]) -> int:
    """R13: both calls send the same number of statements. Each runs once before it counts, so that caches are warm.
    Returns the number."""
    sent = []
    for ask in (few, many):
        ask()
        with counted_queries() as statements:
            ask()
        sent.append(statements)
    assert len(sent[0]) == len(sent[1]), (
        f"{len(sent[0])} statements for few rows, {len(sent[1])} for many:\n" + "\n".join(sent[1])
    )
    return len(sent[1])
