"""Drafts: a form as one types it, and what happens when it is open twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import DomainError, TransitionRefused

WINDOW_KEY = 43  # characters at most of a page's key


@dataclass(frozen=True)
class Sheet:
    """A form exactly as typed: texts by field name. `window` is the random key of the page it was typed on, `step`
    counts the saves of that page (0 where the browser runs no script), `version` is the draft it was drawn from (0:
    none). `by_button`: sent as a whole, so it is what the page ends with, whatever its count says."""

    values: Mapping[str, Sequence[str]]
    title: str = ""
    window: str = ""
    step: int = 0
    version: int = 0
    by_button: bool = False


@dataclass(frozen=True)
class Saved:
    """A draft as it now stands."""

    vacancy_id: int
    version: int
    at: datetime


class DraftDiscarded(TransitionRefused):
    """The draft was let go, in another window or by a colleague. Nothing was written."""

    def __init__(self) -> None:
        super().__init__("vacancy", "write", "withdrawn")


class DraftConflict(DomainError):
    """Somebody else, or another window, saved since this page was drawn. Nothing was written."""

    def __init__(self, vacancy_id: int, version: int, at: datetime | None, saved_by: int | None) -> None:
        super().__init__(f"the draft of vacancy {vacancy_id} is at version {version}")
        self.vacancy_id, self.version, self.at, self.saved_by = vacancy_id, version, at, saved_by
