"""The report of a vacancy: why somebody warns the office of it, and its law."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.domain.actor import Role
from app.domain.errors import InvalidFact
from app.domain.lifecycle import Lifecycle, Transition
from app.domain.throttling import Limit

LONGEST_NOTE = 1_000  # characters
LONGEST_CONTACT = 120
# Nobody meets five bad vacancies in an hour. A village behind one address may; a vacancy that a hundred people report
# in a day is reported well enough.
REPORT_DEVICE = Limit("report_device", 5, timedelta(hours=1))
REPORT_ADDRESS = Limit("report_address", 60, timedelta(hours=1))


class ReportReason(StrEnum):
    """What the reporter saw, in the order of the form. The first five follow the fraud signs of `domain.md`."""

    FEE = "biaya"  # money was asked for, whatever it was called
    DOCUMENTS = "dokumen"  # KTP, KK, a diploma or bank data were asked for before an offer
    FAKE = "palsu"  # there is no such work, or somebody uses the name of a company
    OVERSEAS = "luar-negeri"  # work abroad without a licensed placement company
    CONTACT = "kontak"  # nobody answers, or the contact leads to somebody else
    WAGE = "upah"  # wage or hours are not as announced
    DISCRIMINATION = "diskriminasi"
    CLOSED = "sudah-tutup"
    OTHER = "lain"


class ReportStatus(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


_STAFF = frozenset({Role.STAFF})
_OPEN = frozenset({ReportStatus.OPEN})

# Whether an upheld report suspends the vacancy is decided by a verb of the vacancy.
REPORT_LIFECYCLE = Lifecycle(
    "report",
    [
        Transition("file", frozenset(), (ReportStatus.OPEN,), frozenset({Role.VISITOR, Role.ACCOUNT})),
        Transition("uphold", _OPEN, (ReportStatus.UPHELD,), _STAFF, reason_from=_STAFF),
        Transition("dismiss", _OPEN, (ReportStatus.DISMISSED,), _STAFF, reason_from=_STAFF),
    ],
)


@dataclass(frozen=True)
class NewReport:
    """What a report is filed with. The note may hold personal data: it is shown to staff only and never logged."""

    vacancy_id: int
    reason: ReportReason
    note: str = ""

    def __post_init__(self) -> None:
        """Raises InvalidFact on `note`: missing where the reason says nothing by itself, too_long."""
        if self.reason == ReportReason.OTHER and not self.note.strip():
            raise InvalidFact("note", "missing")
        if len(self.note) > LONGEST_NOTE:
            raise InvalidFact("note", "too_long")
