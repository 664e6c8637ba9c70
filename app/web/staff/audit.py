"""The log of everything that was done, and by whom."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, render_template, request, url_for

from app.domain.actor import ActorKind
from app.extensions import db
from app.forms.audit_filters import AuditFiltersForm
from app.policies.permission_map import Right
from app.queries.audit import AuditFilters, AuditWords, audit_page, audit_words
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import staff

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
    shown = {"form": form, "found": found, "earlier": _page(found.page - 1), "later": _page(found.page + 1)}
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


def _page(number: int) -> str:
    """The address of another page of the same search."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "halaman" and value]
    query = urlencode(asked + ([("halaman", str(number))] if number > 1 else []))
    return url_for("staff.audit") + (f"?{query}" if query else "")
