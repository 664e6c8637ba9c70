"""Who may, as a statute: one paragraph a right. Every view that is not public names one of these rights.

A right is held by roles. Where it is `over` a thing, the thing must be the actor's own in the sense of the predicate.
Signed in without the right, or with the thing of somebody else, answers like a page that is not there (gate S1).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.actor import OFFICERS, Actor, Role
from app.policies.ownership import is_own_document, is_own_notice, is_own_sign_in, is_own_vacancy


class Right(StrEnum):
    """What a page or a verb asks for."""

    # Everybody signed in
    KEEP_OWN_ACCOUNT = "keep_own_account"
    END_OWN_SIGN_IN = "end_own_sign_in"
    READ_OWN_NOTICE = "read_own_notice"
    KEEP_OWN_PERSON = "keep_own_person"
    # A company's team
    ENTER_EMPLOYER = "enter_employer"
    KEEP_EMPLOYER = "keep_employer"
    KEEP_TEAM = "keep_team"
    POST_VACANCY = "post_vacancy"
    KEEP_VACANCY = "keep_vacancy"
    READ_EMPLOYER_DOCUMENT = "read_employer_document"
    KEEP_EMPLOYER_DOCUMENT = "keep_employer_document"
    # The office
    ENTER_OFFICE = "enter_office"
    REVIEW_VACANCIES = "review_vacancies"
    DECIDE_VACANCY = "decide_vacancy"
    REVIEW_EMPLOYERS = "review_employers"
    DECIDE_EMPLOYER = "decide_employer"
    READ_DOCUMENT = "read_document"
    DECIDE_CERTIFICATE = "decide_certificate"
    REVIEW_CERTIFICATES = "review_certificates"
    DECIDE_REPORT = "decide_report"
    REVIEW_REPORTS = "review_reports"
    LINK_POSTING = "link_posting"
    REGISTER_WALK_IN = "register_walk_in"
    CORRECT_PERSON = "correct_person"
    HAND_OUT_CODE = "hand_out_code"
    KEEP_USERS = "keep_users"
    READ_AUDIT = "read_audit"
    READ_MAIL = "read_mail"


@dataclass(frozen=True)
class Paragraph:
    """The roles that hold a right, and whose thing it must be. `second_factor` also asks for the second step at
    sign-in: always for officers (gate S4)."""

    roles: frozenset[Role]
    over: Callable[[Actor, Any], bool] | None = None
    second_factor: bool = False


def _held_by(*roles: Role, over: Callable[[Actor, Any], bool] | None = None) -> Paragraph:
    return Paragraph(frozenset(roles), over)


def _office(*roles: Role) -> Paragraph:
    return Paragraph(frozenset(roles), second_factor=True)


_MEMBER, _ADMIN_OF_TEAM = Role.EMPLOYER_MEMBER, Role.EMPLOYER_ADMIN

PERMISSIONS: Mapping[Right, Paragraph] = {
    Right.KEEP_OWN_ACCOUNT: _held_by(Role.ACCOUNT),
    Right.END_OWN_SIGN_IN: _held_by(Role.ACCOUNT, over=is_own_sign_in),
    Right.READ_OWN_NOTICE: _held_by(Role.ACCOUNT, over=is_own_notice),
    Right.KEEP_OWN_PERSON: _held_by(Role.JOBSEEKER),
    Right.ENTER_EMPLOYER: _held_by(_MEMBER),
    Right.KEEP_EMPLOYER: _held_by(_ADMIN_OF_TEAM),
    Right.KEEP_TEAM: _held_by(_ADMIN_OF_TEAM),
    Right.POST_VACANCY: _held_by(_MEMBER),
    Right.KEEP_VACANCY: _held_by(_MEMBER, over=is_own_vacancy),
    Right.READ_EMPLOYER_DOCUMENT: _held_by(_MEMBER, over=is_own_document),
    Right.KEEP_EMPLOYER_DOCUMENT: _held_by(_ADMIN_OF_TEAM, over=is_own_document),
    Right.ENTER_OFFICE: _office(*OFFICERS),
    Right.REVIEW_VACANCIES: _office(Role.MODERATOR, Role.HEAD),
    Right.DECIDE_VACANCY: _office(Role.MODERATOR),
    Right.REVIEW_EMPLOYERS: _office(Role.VERIFIER, Role.MODERATOR, Role.HEAD),
    Right.DECIDE_EMPLOYER: _office(Role.VERIFIER),
    Right.READ_DOCUMENT: _office(Role.VERIFIER),
    Right.REVIEW_CERTIFICATES: _office(Role.VERIFIER, Role.TRAINING_OFFICER, Role.HEAD),
    Right.DECIDE_CERTIFICATE: _office(Role.VERIFIER),
    Right.REVIEW_REPORTS: _office(Role.MODERATOR, Role.HEAD),
    Right.DECIDE_REPORT: _office(Role.MODERATOR),
    Right.LINK_POSTING: _office(Role.MODERATOR),
    Right.REGISTER_WALK_IN: _office(Role.COUNSELLOR, Role.VERIFIER),
    Right.CORRECT_PERSON: _office(Role.COUNSELLOR, Role.VERIFIER),
    Right.HAND_OUT_CODE: _office(Role.COUNSELLOR, Role.VERIFIER, Role.ADMIN),
    Right.KEEP_USERS: _office(Role.ADMIN),
    Right.READ_AUDIT: _office(Role.ADMIN, Role.HEAD),
    Right.READ_MAIL: _office(Role.ADMIN),
}


def holds(actor: Actor, right: Right) -> bool:
    """The actor's roles hold the right, whatever the thing."""
    return bool(actor.roles & PERMISSIONS[right].roles)


def may(actor: Actor, right: Right, thing: Any = None) -> bool:
    """The actor may use the right, over `thing` where it is over one. A right over a thing is never held over None."""
    paragraph = PERMISSIONS[right]
    if not holds(actor, right):
        return False
    return paragraph.over is None or (thing is not None and paragraph.over(actor, thing))
