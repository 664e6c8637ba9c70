"""Who may do what with an employer."""

from app.domain.actor import Actor, Role
from app.domain.lifecycle import Transition
from app.models import Employer
from app.policies.permission_map import Right, may


def can_perform(actor: Actor, transition: Transition, employer: Employer) -> bool:
    """The table names the roles; the team's admins act for the own company only, and for the office a verifier decides.
    Anybody may register a company."""
    capacities = actor.roles & transition.who
    if not capacities:
        return False
    if not transition.sources or Role.OPERATOR in actor.roles:
        return True
    if Role.STAFF in capacities and may(actor, Right.DECIDE_EMPLOYER):
        return True
    return Role.EMPLOYER_ADMIN in capacities and employer.id in actor.employer_ids
