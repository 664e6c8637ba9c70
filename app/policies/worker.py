"""Who may keep the records of workers: people, profiles, consents and certificates."""

from app.domain.actor import Actor, Role
from app.domain.lifecycle import Transition

_KEEPERS = frozenset({Role.STAFF, Role.OPERATOR})


def can_keep(actor: Actor) -> bool:
    """Register a worker, change a profile, hide or show it, record a consent or its withdrawal."""
    return bool(actor.roles & _KEEPERS)


def can_decide(actor: Actor, transition: Transition) -> bool:
    """Certificates: the table names the roles."""
    return bool(actor.roles & transition.who)
