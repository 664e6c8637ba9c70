"""Words of CHECK constraints that many tables share."""

from enum import StrEnum


def among(column: str, values: type[StrEnum]) -> str:
    """The column holds one of the enumeration's values."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


def together(*columns: str) -> str:
    """The columns are all empty or all filled."""
    first, *others = columns
    return " AND ".join(f"({first} IS NULL) = ({other} IS NULL)" for other in others)
