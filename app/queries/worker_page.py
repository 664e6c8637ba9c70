"""One worker as the public page shows it: the card and nothing else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.public_id import parse
from app.models import Person, Worker
from app.queries.catalogue import in_catalogue
from app.queries.worker_cards import WorkerCard, cards


def worker_page(session: Session, written_id: str, clock: Clock) -> WorkerCard | None:
    """The worker of a public id as an address writes it. None for an id that is none, for nobody's, and for somebody's
    who is not in the catalogue now: an address does not tell these apart."""
    public_id = parse(written_id)
    if public_id is None:
        return None
    # The rule is asked for here already: a hidden person costs as many statements as nobody.
    found = session.scalar(
        select(Worker.id).join_from(Worker, Person).where(Worker.public_id == public_id, *in_catalogue(clock.today()))
    )
    return next(iter(cards(session, [found], clock)), None) if found is not None else None
