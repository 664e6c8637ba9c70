"""Parts of a row as one column beside it: a list then needs one select where each kind of part had its own."""

from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, literal_column, select

FIELD, RECORD = "\x1f", "\x1e"  # ASCII's own separators: no text of a form holds them
# In the statement itself, not beside it: the dialect would write each of them into the text anew at every call.
_BETWEEN_FIELDS: Any = literal_column(f"'{FIELD}'")
_BETWEEN_RECORDS: Any = literal_column(f"'{RECORD}'")


def joined(belongs: ColumnElement[bool], *fields: ColumnElement[Any]) -> Any:
    """The parts that belong to a row of the statement around, each with these fields; read by `records`."""
    record, *others = map(_written, fields)
    for field in others:
        record = record + _BETWEEN_FIELDS + field
    return select(func.aggregate_strings(record, _BETWEEN_RECORDS)).where(belongs).scalar_subquery()


def _written(field: ColumnElement[Any]) -> Any:
    text = field if isinstance(field.type, String) else cast(field, String)
    return func.coalesce(text, literal_column("''")) if getattr(field, "nullable", True) else text


def records(column: str | None, fields: int) -> list[list[str]]:
    """The parts in such a column, in no order: databases join them in any. What is NULL reads as ""."""
    return [record.split(FIELD, fields - 1) for record in column.split(RECORD)] if column else []


def codes(column: str | None) -> tuple[str, ...]:
    """The codes of parts that were joined as place and code, in the order of their places."""
    placed = records(column, 2)
    if len(placed) > 1:
        placed.sort(key=lambda record: int(record[0]))
    return tuple(code for _, code in placed)
