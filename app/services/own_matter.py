"""Nobody decides for the office in a matter of their own."""

from app.domain.actor import Actor
from app.domain.errors import InvalidFact
from app.policies.ownership import Matter, is_own_matter


def refuse_own(actor: Actor, thing: Matter) -> None:
    """Raises InvalidFact on `matter` with `own`."""
    if is_own_matter(actor, thing):
        raise InvalidFact("matter", "own")
