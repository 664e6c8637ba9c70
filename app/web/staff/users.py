"""The accounts of the site: who may sign in, and as what."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidFact, NotFound
from app.extensions import db
from app.forms.users import FindUserForm, InviteForm, UserFiltersForm
from app.policies.permission_map import Right
from app.queries import users as queries
from app.services import staffing
from app.web.access import access
from app.web.context import clock, keyring
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor


@staff.get("/pengguna")
@access(Right.KEEP_USERS)
def users() -> Any:
    filters, page = UserFiltersForm(request.args), request.args.get("halaman", 1, type=int)
    if not 0 < page < 1_000_000:
        abort(404)
    unknown = _set_aside(filters)
    found = queries.users(db.session(), filters.jenis.data or "", filters.status.data or "", "", page)
    if page > found.pages:
        abort(404)
    return _list(found, filters, FindUserForm(None), unknown)


@staff.post("/pengguna")
@access(Right.KEEP_USERS)
def find_users() -> Any:
    """By a part of a name or an address. It is sent as a form, so that no address of a page and no log names people."""
    form = FindUserForm(request.form)
    if not form.validate():
        nobody = queries.Users((), 0, 1, 1)
        return make_response(_list(nobody, UserFiltersForm(None), form), 422)
    found = queries.users(db.session(), "", "", form.text.data, 1)
    return _list(found, UserFiltersForm(None), form)


def _set_aside(filters: UserFiltersForm) -> list[str]:
    """Take values that no filter knows out of the form; what they were."""
    filters.validate()
    unknown = [str(field.data)[:40] for field in filters.wrong]
    for field in filters.wrong:
        field.data, field.errors = "", []
    return unknown


def _list(found: queries.Users, filters: UserFiltersForm, form: FindUserForm, unknown: Sequence[str] = ()) -> str:
    asked = {"jenis": filters.jenis.data or None, "status": filters.status.data or None}
    return render_template(
        "staff/users.html", found=found, filters=filters, form=form, asked=asked, unknown=unknown,
        invited=queries.invited(db.session(), clock().now()),
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
