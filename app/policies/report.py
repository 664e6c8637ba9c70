"""Who may do what with the report of a vacancy."""

from app.domain.actor import Actor
from app.domain.lifecycle import Transition
from app.models import Report
from app.policies.permission_map import Right, may


def can_perform(actor: Actor, transition: Transition, _report: Report) -> bool:
    """Anybody may warn the office; for the office a moderator decides."""
    if not actor.roles & transition.who:
        return False
    return not transition.sources or may(actor, Right.DECIDE_REPORT)
