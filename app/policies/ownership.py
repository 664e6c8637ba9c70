"""Whose a thing is."""

from dataclasses import replace

from app.domain.actor import OFFICERS, Actor, Role
from app.models import Certificate, Document, Employer, Notice, Person, Report, SignIn, Vacancy, Worker

Matter = Person | Worker | Certificate | Employer | Vacancy | Report  # what the office decides on


def is_own_sign_in(actor: Actor, sign_in: SignIn) -> bool:
    return sign_in.account_id == actor.account_id


def is_own_notice(actor: Actor, notice: Notice) -> bool:
    return notice.account_id == actor.account_id


def is_own_employer(actor: Actor, employer: Employer) -> bool:
    return employer.id in actor.employer_ids


def is_own_vacancy(actor: Actor, vacancy: Vacancy) -> bool:
    """Of the actor's company. An imported posting that staff linked to a company stays the source's."""
    return vacancy.source is None and vacancy.employer_id in actor.employer_ids


def is_own_document(actor: Actor, document: Document) -> bool:
    return document.employer_id is not None and document.employer_id in actor.employer_ids


def is_own_matter(actor: Actor, thing: Matter) -> bool:
    """About the actor's own record, or a company in whose team the actor is; a linked posting is its company's matter
    too. An officer does not decide there, somebody else of the office does (UU 30/2014, articles 42 and 43)."""
    if isinstance(thing, Report):
        thing = thing.vacancy
    if isinstance(thing, Vacancy):
        return thing.employer_id in actor.employer_ids
    if isinstance(thing, Employer):
        return thing.id in actor.employer_ids
    if actor.person_id is None:
        return False
    if isinstance(thing, Certificate):
        thing = thing.worker
    return actor.person_id == (thing.id if isinstance(thing, Person) else thing.person_id)


def impartial(actor: Actor, thing: Matter) -> Actor:
    """The actor as far as they may act on a thing: in a matter of their own nobody acts for the office."""
    return replace(actor, roles=actor.roles - OFFICERS - {Role.STAFF}) if is_own_matter(actor, thing) else actor
