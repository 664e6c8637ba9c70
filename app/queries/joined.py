"""Codes of a row's parts as one column beside it: a list then needs one select where each kind of part had its own."""

from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select


def joined(code: ColumnElement[str], place: ColumnElement[int], belongs: ColumnElement[bool]) -> Any:
    """The codes of the parts that belong to a row of the statement around, each behind its place; read by `parts`."""
    return select(func.aggregate_strings(cast(place, String) + ":" + code, " ")).where(belongs).scalar_subquery()


def parts(column: str | None) -> tuple[str, ...]:
    """The codes of such a column in the order of their places. Databases join them in any order."""
    if not column:
        return ()
    if " " not in column:
        return (column.partition(":")[2],)
    placed = sorted((int(place), code) for place, _, code in (part.partition(":") for part in column.split(" ")))
    return tuple(code for _, code in placed)
