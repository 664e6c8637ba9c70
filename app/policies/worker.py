"""Who may keep the records of workers: people, profiles, consents and certificates."""

from app.domain.actor import Actor
from app.domain.lifecycle import Transition
from app.models import Worker
from app.policies.permission_map import Right, may


def can_keep(actor: Actor) -> bool:
    """Register a worker, change a profile, hide or show it, record a consent or its withdrawal."""
    return may(actor, Right.REGISTER_WALK_IN)


def can_consent(actor: Actor, worker: Worker) -> bool:
    """Agree to the catalogue, or no longer: the person, and whoever keeps the records on their word."""
    own = actor.person_id is not None and worker.person_id == actor.person_id
    return can_keep(actor) or (own and may(actor, Right.KEEP_OWN_PERSON))


def can_decide(actor: Actor, transition: Transition) -> bool:
    """Certificates: the table names the roles, and for the office a verifier decides. Whoever registers people also
    records what they bring along."""
    if not actor.roles & transition.who:
        return False
    return may(actor, Right.DECIDE_CERTIFICATE) or (transition.verb == "record" and can_keep(actor))
