"""Who may do what with a vacancy."""

from app.domain.actor import Actor, Role
from app.domain.employer import EmployerStatus
from app.domain.lifecycle import Transition
from app.models import Vacancy
from app.policies.ownership import is_own_vacancy
from app.policies.permission_map import Right, may

_OVER_ALL = frozenset({Role.OPERATOR, Role.SYSTEM})  # not tied to one employer
_TEAM = frozenset({Role.EMPLOYER_MEMBER, Role.TRUSTED_MEMBER})
_PUTS_FORWARD = frozenset({"submit", "publish_trusted", "revise", "extend"})  # asks for a place on the board


def can_perform(actor: Actor, transition: Transition, vacancy: Vacancy) -> bool:
    """The table names the roles; a member acts for the own employer only, and puts something forward only
    while the office lets that employer; for the office a moderator decides."""
    capacities = actor.roles & transition.who
    if capacities & _OVER_ALL or (capacities and Role.OPERATOR in actor.roles):
        return True
    if Role.STAFF in capacities and may(actor, Right.DECIDE_VACANCY):
        return True
    if not capacities & _TEAM or not is_own_vacancy(actor, vacancy):
        return False
    return transition.verb not in _PUTS_FORWARD or (
        vacancy.employer is not None and vacancy.employer.status == EmployerStatus.ACTIVE
    )
