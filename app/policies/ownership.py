"""Whose a thing is."""

from app.domain.actor import Actor
from app.models import Document, Employer, Notice, SignIn, Vacancy


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
