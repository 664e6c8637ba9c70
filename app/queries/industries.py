"""KBLI codes: their titles, and those to choose from."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models import Industry

SHOWN = 7


def industry_title(session: Session, code: str) -> str | None:
    """The title of a code of two to five digits, None when there is no such code."""
    return session.scalar(select(Industry.title).where(Industry.code == code, Industry.parent_code.is_not(None)))


def is_whole_code(session: Session, code: str) -> bool:
    """Whether this is a code of five digits, as a NIB lists them."""
    return len(code) == 5 and industry_title(session, code) is not None


def industry_choices(session: Session, text: str) -> list[tuple[str, str]]:
    """Codes and titles by the beginning of a code or a part of a title, the finest codes last."""
    sought = text.strip().lower()
    if len(sought) < 2:
        return []
    query = (
        select(Industry.code, Industry.title)
        .where(
            Industry.parent_code.is_not(None),
            or_(
                Industry.code.startswith(sought, autoescape=True),
                func.lower(Industry.title).contains(sought, autoescape=True),
            ),
        )
        .order_by(func.length(Industry.code).desc(), Industry.code)
        .limit(SHOWN)
    )
    return [(code, title) for code, title in session.execute(query)]


def divisions(session: Session) -> dict[str, str]:
    """The two-digit codes and their titles, in the order of the codes."""
    rows = session.execute(select(Industry.code, Industry.title).where(func.length(Industry.code) == 2))
    return {code: title for code, title in sorted(rows)}  # noqa: C416  Row is no tuple to mypy
