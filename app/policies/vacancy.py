"""Who may do what with a vacancy."""

from app.domain.actor import Actor, Role
from app.domain.lifecycle import Transition
from app.models import Vacancy

_OVER_ALL = frozenset({Role.STAFF, Role.OPERATOR, Role.SYSTEM})  # not tied to one employer


def can_perform(actor: Actor, transition: Transition, vacancy: Vacancy) -> bool:
    """The table names the roles; a member acts for the own employer only."""
    if not actor.roles & transition.who:
        return False
    return bool(actor.roles & _OVER_ALL) or vacancy.employer_id in actor.employer_ids
