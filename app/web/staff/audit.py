"""The log of everything that was done, and by whom."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for

from app.domain.actor import ActorKind
from app.extensions import db
from app.forms.list_filters import Reader
from app.forms.queue_filters import LARGEST_ID
from app.models import Event
from app.policies.permission_map import Right, may
from app.queries.audit import AuditFilters, AuditWords, audit_page, audit_words
from app.web.access import access
from app.web.context import clock
from app.web.paging import pages_of
from app.web.staff.blueprint import staff
from app.web.visitor import actor

_ACCOUNT = "akun-"


@staff.get("/catatan")
@access(Right.READ_AUDIT)
def audit() -> Any:
    words, read = audit_words(db.session()), Reader(request.args)
    actors = _actors(words)
    asked: dict[str, Any] = {
        "pelaku": read.choice("pelaku", actors), "benda": read.choice("benda", words.nouns),
        "nomor": read.number("nomor", LARGEST_ID), "perbuatan": read.choice("perbuatan", words.verbs),
        "dari": read.day("dari"), "sampai": read.day("sampai"),
    }  # fmt: skip
    found = audit_page(db.session(), _filters(asked, read.page()), clock())
    pages = pages_of(found, url_for("staff.audit", **asked))
    shown = {"found": found, "pages": pages, "asked": asked, "unused": read.left()}
    page = render_template("staff/audit.html", actors=actors, words=words, page_of=_page_of, **shown)
    return page, pages.status


def _actors(words: AuditWords) -> dict[str, str]:
    """The choices of who did it. Kinds of actors have no label: the template words them."""
    return dict.fromkeys(map(str, ActorKind), "") | {f"{_ACCOUNT}{key}": name for key, name in words.officers.items()}


def _filters(asked: Mapping[str, Any], page: int) -> AuditFilters:
    who = asked["pelaku"] or ""
    account = int(who.removeprefix(_ACCOUNT)) if who.startswith(_ACCOUNT) else None
    return AuditFilters(
        account_id=account, kind=who if account is None else "", noun=asked["benda"] or "", noun_id=asked["nomor"],
        verb=asked["perbuatan"] or "", first=asked["dari"], last=asked["sampai"], page=page,
    )  # fmt: skip


# Where a thing is shown to staff: the endpoint, the name of its id, and who opens it.
_PAGES: Mapping[str, tuple[str, str, Right]] = {
    "vacancy": ("staff.vacancy", "vacancy_id", Right.REVIEW_VACANCIES),
    "employer": ("staff.employer", "employer_id", Right.REVIEW_EMPLOYERS),
    "certificate": ("staff.certificate", "certificate_id", Right.REVIEW_CERTIFICATES),
    "report": ("staff.report", "report_id", Right.REVIEW_REPORTS),
    "account": ("staff.user", "account_id", Right.KEEP_USERS),
    "session": ("staff.user", "account_id", Right.KEEP_USERS),
}


def _page_of(event: Event) -> str:
    """The address of the thing of a line; empty where this officer opens none, and for a draft,
    which is its company's own."""
    found = _PAGES.get(event.noun) if event.noun_id else None
    is_draft = event.noun == "vacancy" and "draft" in (event.new_state, event.old_state) and event.verb != "submit"
    if found is None or is_draft or not may(actor(), found[2]):
        return ""
    values: dict[str, Any] = {found[1]: event.noun_id}
    return url_for(found[0], **values)
