import pytest

from app.domain.actor import Role
from app.domain.errors import InvalidFact, TransitionRefused
from app.domain.report import LONGEST_NOTE, REPORT_LIFECYCLE, NewReport, ReportReason, ReportStatus


def test_a_report_is_filed_by_anybody_and_decided_once_by_staff() -> None:
    rows = REPORT_LIFECYCLE.transitions
    assert {verb: (set(row.sources), row.targets, set(row.who)) for verb, row in rows.items()} == {
        "file": (set(), ("open",), {"visitor", "account"}),
        "uphold": ({"open"}, ("upheld",), {"staff"}),
        "dismiss": ({"open"}, ("dismissed",), {"staff"}),
    }
    assert all(rows[verb].reason_from == {Role.STAFF} for verb in ("uphold", "dismiss"))


@pytest.mark.parametrize("verb", ["uphold", "dismiss"])
@pytest.mark.parametrize("state", [None, ReportStatus.UPHELD, ReportStatus.DISMISSED])
def test_a_decided_report_stays_decided(verb: str, state: str | None) -> None:
    with pytest.raises(TransitionRefused):
        REPORT_LIFECYCLE.check(verb, state)


def test_a_reason_that_says_nothing_needs_a_note() -> None:
    assert NewReport(1, ReportReason.FEE).note == ""
    with pytest.raises(InvalidFact, match="note: missing"):
        NewReport(1, ReportReason.OTHER, "  ")
    with pytest.raises(InvalidFact, match="note: too_long"):
        NewReport(1, ReportReason.FEE, "a" * (LONGEST_NOTE + 1))
