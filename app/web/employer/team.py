"""A company's team."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from app.domain.account import MemberRole
from app.domain.errors import InvalidFact
from app.extensions import db
from app.forms.employer_profile import InvitationForm
from app.policies.permission_map import Right
from app.queries.employer_desk import invitations
from app.queries.employer_desk import team as team_of
from app.services import teams
from app.web.access import access
from app.web.context import clock, keyring
from app.web.employer.blueprint import NUMBER, employer
from app.web.employer.own import company_head, own_id
from app.web.visitor import actor, visitor


@employer.get("/tim")
@access(Right.ENTER_EMPLOYER)
def team() -> Any:
    return _page(InvitationForm(None, data={"role": str(MemberRole.MEMBER)}))


@employer.post("/tim")
@access(Right.KEEP_TEAM)
def invite_member() -> Any:
    form = InvitationForm(request.form)
    if form.validate():
        try:
            teams.invite(own_id(), form.email.data, MemberRole(form.role.data), actor(), clock(), keyring())
        except InvalidFact as error:
            form.accept(error)
        else:
            flash("invited", "good")
            return redirect(url_for("employer.team"), 303)
    return _page(form), 422


@employer.post(f"/tim/undangan/<{NUMBER}:token_id>/batalkan")
@access(Right.KEEP_TEAM)
def withdraw_invitation(token_id: int) -> Any:
    teams.withdraw_invitation(own_id(), token_id, actor(), clock())
    flash("invitation_gone", "good")
    return redirect(url_for("employer.team"), 303)


@employer.post(f"/tim/<{NUMBER}:membership_id>/peran")
@access(Right.KEEP_TEAM)
def change_role(membership_id: int) -> Any:
    wanted = request.form.get("role", "")
    if wanted not in set(MemberRole):
        abort(400)
    try:
        teams.change_role(own_id(), membership_id, MemberRole(wanted), actor(), clock())
    except InvalidFact:
        return _done("last_admin")
    return _done("role_changed", "good")


@employer.post(f"/tim/<{NUMBER}:membership_id>/keluarkan")
@access(Right.KEEP_TEAM)
def remove_member(membership_id: int) -> Any:
    try:
        teams.remove(own_id(), membership_id, actor(), clock())
    except InvalidFact:
        return _done("last_admin")
    return _done("member_gone", "good")


def _done(code: str, kind: str = "bad") -> Any:
    flash(code, kind)
    return redirect(url_for("employer.team"), 303)


def _page(form: InvitationForm) -> str:
    who = visitor()
    return render_template(
        "employer/team.html",
        form=form,
        members=team_of(db.session(), own_id()),
        invited=invitations(db.session(), own_id(), clock().now()),
        me=who.account_id if who else None,
        **company_head(),
    )
