"""The navigation of the office's pages: what this officer may open, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app

from app.policies.permission_map import Right, may
from app.web.visitor import actor


@dataclass(frozen=True)
class Entry:
    """`code` names the words of the entry in layouts/staff.html and the section of a page."""

    code: str
    endpoint: str
    rights: tuple[Right, ...]  # any of them opens it


ENTRIES = (
    Entry(
        "antrean",
        "staff.queue",
        (Right.REVIEW_VACANCIES, Right.REVIEW_EMPLOYERS, Right.REVIEW_CERTIFICATES, Right.REVIEW_REPORTS),
    ),
    Entry("perusahaan", "staff.employers", (Right.REVIEW_EMPLOYERS,)),
    Entry("impor", "staff.postings", (Right.LINK_POSTING,)),
    Entry("loket", "staff.counter", (Right.REGISTER_WALK_IN, Right.HAND_OUT_CODE)),
    Entry("pengguna", "staff.users", (Right.KEEP_USERS,)),
    Entry("catatan", "staff.audit", (Right.READ_AUDIT,)),
    Entry("surat", "staff.mail", (Right.READ_MAIL,)),
)


def staff_menu() -> Iterator[Entry]:
    """The entries that whoever is signed in may open."""
    who = actor()
    for entry in ENTRIES:
        if entry.endpoint in current_app.view_functions and any(may(who, right) for right in entry.rights):
            yield entry


def may_register() -> bool:
    """Whether this officer registers people at the counter."""
    return may(actor(), Right.REGISTER_WALK_IN)
