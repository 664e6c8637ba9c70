"""One account, and what an admin may do with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import InvalidFact
from app.extensions import db
from app.forms.base import HouseForm
from app.forms.users import ReasonForm, ResetForm, RolesForm
from app.policies.permission_map import Right
from app.queries import users as queries
from app.queries.timeline import timeline
from app.services import staffing
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor


@staff.get(f"/pengguna/<{NUMBER}:account_id>")
@access(Right.KEEP_USERS)
def user(account_id: int) -> Any:
    return _page(account_id)


@staff.post(f"/pengguna/<{NUMBER}:account_id>/peran")
@access(Right.KEEP_USERS)
def change_roles(account_id: int) -> Any:
    """Give the ticked roles, on top of those that the page showed: two admins do not undo one another unseen."""
    form = RolesForm(request.form)
    verb = partial(staffing.change_roles, seen=form.seen)
    try:
        return _do(account_id, "roles", form, verb, "user.roles_changed")
    except DecidedMeanwhile:
        form = RolesForm.of(_found(account_id).roles)
        form.accept(InvalidFact("roles", "changed"))
        return _page(account_id, {"roles": form}, 409)


@staff.post(f"/pengguna/<{NUMBER}:account_id>/tangguhkan")
@access(Right.KEEP_USERS)
def suspend_user(account_id: int) -> Any:
    return _do(account_id, "status", ReasonForm(request.form), staffing.suspend, "user.suspended")


@staff.post(f"/pengguna/<{NUMBER}:account_id>/aktifkan")
@access(Right.KEEP_USERS)
def reactivate_user(account_id: int) -> Any:
    return _do(account_id, "status", ReasonForm(request.form), staffing.reactivate, "user.reactivated")


@staff.post(f"/pengguna/<{NUMBER}:account_id>/langkah-kedua")
@access(Right.KEEP_USERS)
def reset_second_step(account_id: int) -> Any:
    return _do(account_id, "second_step", ResetForm(request.form), staffing.reset_second_step, "user.second_step_reset")


@staff.post(f"/pengguna/<{NUMBER}:account_id>/keluarkan")
@access(Right.KEEP_USERS)
def sign_user_out(account_id: int) -> Any:
    staffing.sign_out(account_id, actor(), clock())
    flash("user.signed_out", "good")
    return redirect(url_for("staff.user", account_id=account_id), 303)


def _do(account_id: int, part: str, form: HouseForm, verb: Callable[..., None], told: str) -> Any:
    """Do it with what the form's first field holds, or show the page again with what is wrong in its part."""
    if form.validate():
        try:
            verb(account_id, next(iter(form)).data, actor(), clock())
        except InvalidFact as error:
            form.accept(error)
        else:
            flash(told, "good")
            return redirect(url_for("staff.user", account_id=account_id), 303)
    return _page(account_id, {part: form})


def _found(account_id: int) -> queries.User:
    found = queries.user(db.session(), account_id)
    if found is None:
        abort(404)
    return found


def _page(account_id: int, forms: dict[str, HouseForm] | None = None, status: int = 422) -> Response:
    """The page, with the forms that say why something was not done, and then the status that says so too."""
    session, found = db.session(), _found(account_id)
    shown = {
        "roles": RolesForm.of(found.roles), "status": ReasonForm(None), "second_step": ResetForm(None), **(forms or {}),
    }  # fmt: skip
    places = queries.open_sessions(session, account_id, clock().now())
    steps = timeline(session, "account", account_id)
    staffing.note_read(account_id, actor(), clock())
    mine = account_id == actor().account_id
    page = render_template("staff/user.html", user=found, forms=shown, mine=mine, places=places, steps=steps)
    return make_response(page, status if forms else 200)
