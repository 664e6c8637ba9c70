"""Letters: how often one is tried, and when next."""

from datetime import timedelta
from enum import StrEnum


class MailStatus(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    DEAD = "dead"  # given up; staff see it and may try again


# Waits after each failed try. A server that is down for a night loses nothing.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
LEASE = timedelta(minutes=5)  # how long a letter is the worker's that took it: after a kill it is tried again


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed tries; None when it is given up."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None
