"""Accounts: what they are, what their tokens are for, and how long things last."""

from datetime import timedelta
from enum import StrEnum


class AccountStatus(StrEnum):
    """`pending` waits for its e-mail or its counter code; a `closed` account keeps its number, nothing else."""

    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class AccountKind(StrEnum):
    """What the account was opened for. Officer roles are rows of their own."""

    JOBSEEKER = "jobseeker"
    EMPLOYER = "employer"
    STAFF = "staff"


class MemberRole(StrEnum):
    """In a company's team."""

    ADMIN = "admin"
    MEMBER = "member"


class Hindrance(StrEnum):
    """What keeps somebody from deleting their account."""

    OFFICER = "officer"  # the office takes the roles back first
    LAST_ADMIN = "last_admin"  # nobody else could keep the company's team


class TokenPurpose(StrEnum):
    """What a single-use token opens. A counter code is short and typed by hand, so it is tried a few times only."""

    CONFIRM_EMAIL = "confirm_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105  a purpose
    COUNTER_CODE = "counter_code"
    INVITE_STAFF = "invite_staff"
    INVITE_MEMBER = "invite_member"


TOKEN_LIFE = {
    TokenPurpose.CONFIRM_EMAIL: timedelta(days=3),
    TokenPurpose.CHANGE_EMAIL: timedelta(days=1),
    TokenPurpose.RESET_PASSWORD: timedelta(hours=2),
    TokenPurpose.COUNTER_CODE: timedelta(days=7),
    TokenPurpose.INVITE_STAFF: timedelta(days=7),
    TokenPurpose.INVITE_MEMBER: timedelta(days=7),
}
COUNTER_CODE_TRIES = 5
RESET_LINKS = 3  # of one account that work side by side: who asks for one for a stranger ends none of the stranger's
SIGN_IN_LIFE = timedelta(days=30)  # of a jobseeker's or employer's session, from its last use
STAFF_SIGN_IN_LIFE = timedelta(hours=12)
SIGN_IN_LONGEST, STAFF_SIGN_IN_LONGEST = timedelta(days=180), timedelta(hours=24)  # from its start, however much used
TOUCH_EVERY = timedelta(hours=1)  # how exactly the last use of a session is kept
STAFF_TOUCH_EVERY = timedelta(minutes=10)
PASSWORD_MIN, PASSWORD_MAX = 12, 128  # characters (gate S4); the upper end bounds the work of one attempt
RECOVERY_CODES = 10
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # of codes that people copy: none that is read for another
COUNTER_CODE_LENGTH, RECOVERY_CODE_LENGTH = 8, 10
_FILLING = dict.fromkeys(map(ord, " -.\u2013"))


def typed_code(text: str) -> str:
    """A code as it was made: capital letters, without the hyphens and blanks that make it easy to read."""
    return text.translate(_FILLING).upper()


def readable_code(code: str) -> str:
    """A code in two halves: K7QM-2HXT."""
    middle = len(code) // 2
    return f"{code[:middle]}-{code[middle:]}"
