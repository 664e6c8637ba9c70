"""The log of everything that was done, and by whom."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import abort, render_template, request, url_for

from app.domain.actor import ActorKind
from app.extensions import db
from app.forms.audit_filters import AuditFiltersForm
from app.models import Event
from app.policies.permission_map import Right, may
from app.queries.audit import AuditFilters, AuditWords, audit_page, audit_words
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import staff
from app.web.visitor import actor

_ACCOUNT = "akun-"


@staff.get("/catatan")
@access(Right.READ_AUDIT)
def audit() -> Any:
    words = audit_words(db.session())
    form = AuditFiltersForm(request.args, _actors(words), words.nouns, words.verbs)
    valid = form.validate()
    found = audit_page(db.session(), _filters(form) if valid else AuditFilters(), clock())
    if found.page > found.pages:
        abort(404)
    beside = {"earlier": _page(found.page - 1), "later": _page(found.page + 1)}
    shown = {"form": form, "found": found, "page_of": _page_of, **beside}
    return render_template("staff/audit.html", **shown), 200 if valid else 422


def _actors(words: AuditWords) -> dict[str, str]:
    """The choices of who did it. Kinds of actors have no label: the template words them."""
    return dict.fromkeys(map(str, ActorKind), "") | {f"{_ACCOUNT}{key}": name for key, name in words.officers.items()}


def _filters(form: AuditFiltersForm) -> AuditFilters:
    who = form.pelaku.data
    account = int(who.removeprefix(_ACCOUNT)) if who.startswith(_ACCOUNT) else None
    return AuditFilters(
        account_id=account, kind=who if account is None else "", noun=form.benda.data, noun_id=form.nomor.data,
        verb=form.perbuatan.data, first=form.dari.data, last=form.sampai.data, page=form.halaman.data or 1,
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


def _page(number: int) -> str:
    """The address of another page of the same search."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "halaman" and value]
    query = urlencode(asked + ([("halaman", str(number))] if number > 1 else []))
    return url_for("staff.audit") + (f"?{query}" if query else "")
