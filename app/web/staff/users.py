"""The accounts of the site: who may sign in, and as what."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidFact, NotFound
from app.extensions import db
from app.forms.list_filters import Reader, Unused
from app.forms.users import KINDS, STATUSES, FindUserForm, InviteForm
from app.policies.permission_map import Right
from app.queries import users as queries
from app.services import staffing
from app.web.access import access
from app.web.context import clock, keyring
from app.web.paging import Pages, pages_of
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor


@staff.get("/pengguna")
@access(Right.KEEP_USERS)
def users() -> Any:
    read = Reader(request.args)
    kind, status = read.choice("jenis", KINDS) or "", read.choice("status", STATUSES) or ""
    found = queries.users(db.session(), kind, status, "", read.page())
    pages = pages_of(found, url_for("staff.users", jenis=kind or None, status=status or None))
    page = _list(found, pages, FindUserForm(None), kind=kind, status=status, unused=read.left())
    return page, pages.status


@staff.post("/pengguna")
@access(Right.KEEP_USERS)
def find_users() -> Any:
    """By a part of a name or an address. It is sent as a form, so that no address of a page and no log names people."""
    form, read, here = FindUserForm(request.form), Reader(request.form), url_for("staff.find_users")
    if not form.validate():
        nobody = queries.Users((), 0, 1, 1)
        return _list(nobody, pages_of(nobody, here), form), 422
    found = queries.users(db.session(), "", "", form.text.data, read.page())
    pages = pages_of(found, here, {"text": form.text.data})
    return _list(found, pages, form, unused=tuple(read.unused)), pages.status


def _list(
    found: queries.Users, pages: Pages, form: FindUserForm, kind: str = "", status: str = "",
    unused: Sequence[Unused] = (),
) -> str:  # fmt: skip
    return render_template(
        "staff/users.html", found=found, pages=pages, form=form, kinds=KINDS, statuses=STATUSES, kind=kind,
        status=status, unused=unused, invited=queries.invited(db.session(), clock().now()),
    )  # fmt: skip


@staff.route("/pengguna/undang", methods=["GET", "POST"])
@access(Right.KEEP_USERS)
def invite_officer() -> Any:
    form = InviteForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _invite(form)
    try:
        staffing.invite(form.email.data, form.roles.data, actor(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _invite(form)
    flash("user.invited", "good")
    return redirect(url_for("staff.users"), 303)


def _invite(form: InviteForm) -> Response:
    return make_response(render_template("staff/invite_officer.html", form=form), 422 if form.errors else 200)


@staff.post(f"/pengguna/undangan/<{NUMBER}:token_id>/tarik")
@access(Right.KEEP_USERS)
def withdraw_invitation(token_id: int) -> Any:
    try:
        staffing.withdraw_invitation(token_id, actor(), clock())
    except NotFound:
        abort(404)
    flash("user.withdrawn", "good")
    return redirect(url_for("staff.users"), 303)
