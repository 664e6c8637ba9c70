"""The verbs of an employer that the company itself uses: register, hand in again, change what it says."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.employer import IDENTITY, EmployerStatus, NewEmployer, ProfileChanged
from app.domain.errors import InvalidFact, NotAllowed, NotFound, TransitionRefused
from app.domain.slug import slugify
from app.gateways.keyring import Keyring
from app.indexing.outbox import enqueue
from app.models import Employer, Industry, Region, Vacancy
from app.policies.permission_map import Right, may
from app.services.employer_identity import NPWP, held, propose, proposed, put, settled, version, written
from app.services.events import event
from app.services.transaction import transaction
from app.services.transitions import perform, record_created

_OPEN_TO_CHANGE = frozenset({EmployerStatus.PENDING, EmployerStatus.RETURNED, EmployerStatus.ACTIVE})
_REGISTERED = {"nib": "nib", "npwp_index": "npwp"}  # columns that nobody else may hold, and the facts behind them


def register(session: Session, command: NewEmployer, actor: Actor, clock: Clock, keyring: Keyring) -> Employer:
    """Store a company that waits for staff, in the caller's transaction: its first account comes in the same one.

    Raises NotAllowed, and InvalidFact by the names of NewEmployer: `taken` when the NIB or NPWP belongs to a company
    that was not rejected.
    """
    facts = settled(command)
    _check_codes(session, vars(facts))
    _refuse_taken(session, vars(facts), keyring)
    now = clock.now()
    employer = Employer(
        status=EmployerStatus.PENDING, slug=slugify(facts.name), submitted_at=now, created_at=now, updated_at=now
    )
    for name, value in vars(facts).items():
        put(employer, name, value, keyring)
    session.add(employer)
    flush_identified(session)
    record_created(session, employer, "register", actor, clock)
    return employer


def resubmit(employer_id: int, actor: Actor, clock: Clock) -> None:
    """Hand the papers of a returned company to the staff again. Raises NotFound, TransitionRefused, NotAllowed."""
    with transaction() as session:
        perform(session, locked_employer(session, employer_id), "resubmit", actor, clock)


def change_profile(
    employer_id: int, command: NewEmployer, actor: Actor, clock: Clock, keyring: Keyring, seen: str | None = None
) -> tuple[str, ...]:
    """Replace what a company says about itself; no change, no event. What staff verified (IDENTITY) of an active
    company stays until they agree: the new values wait, and replace what waited before. Everything else is public at
    once. `seen` is the version that the page showed, None where no page was seen. Returns the names that wait for
    staff.

    Raises NotFound, NotAllowed, InvalidFact, ProfileChanged, and TransitionRefused for a rejected or suspended company.
    """
    facts = vars(settled(command))
    with transaction() as session:
        employer = locked_employer(session, employer_id)
        _allow_change(actor, employer)
        _check_codes(session, facts)
        _refuse_unseen(employer, facts, keyring, seen)
        old = held(employer, keyring)
        changed = [name for name, value in facts.items() if value != old[name]]
        waits = [name for name in changed if name in IDENTITY] if employer.status == EmployerStatus.ACTIVE else []
        now_public = [name for name in changed if name not in waits]
        _refuse_taken(session, {name: facts[name] for name in changed}, keyring, employer)
        if now_public:
            apply_facts(session, employer, {name: facts[name] for name in now_public}, clock, keyring)
            session.add(event("employer", employer.id, "change_profile", actor, clock, fields=" ".join(now_public)))
        _propose(session, employer, {name: facts[name] for name in waits}, actor, clock, keyring)
        return tuple(waits)


def _refuse_unseen(employer: Employer, facts: Mapping[str, Any], keyring: Keyring, seen: str | None) -> None:
    """Sent twice it differs in nothing from what is written, and passes."""
    differs = tuple(name for name, value in written(employer, keyring).items() if facts[name] != value)
    now = version(employer, keyring)
    if differs and seen is not None and seen != now:
        raise ProfileChanged(differs, now)


def _propose(
    session: Session, employer: Employer, wanted: dict[str, str], actor: Actor, clock: Clock, keyring: Keyring
) -> None:
    """Let a new identity wait; typing the old one again takes back what waited."""
    if wanted == proposed(employer, keyring):
        return
    if wanted:
        propose(employer, wanted, keyring)
        employer.submitted_at = clock.now()
        perform(session, employer, "propose_identity", actor, clock, fields=" ".join(sorted(wanted)))
    else:
        employer.change_cipher = None
        session.add(event("employer", employer.id, "drop_proposal", actor, clock))


def apply_facts(session: Session, employer: Employer, facts: Mapping[str, Any], clock: Clock, keyring: Keyring) -> None:
    """Set facts, and carry a new name to the address of the page and to the vacancies that bear it. Raises InvalidFact
    when somebody else has the NIB or NPWP by now."""
    for name, value in facts.items():
        put(employer, name, value, keyring)
    employer.updated_at = clock.now()
    flush_identified(session)
    if "name" not in facts:
        return
    employer.slug = slugify(employer.name)
    own = session.scalars(select(Vacancy).where(Vacancy.employer_id == employer.id, Vacancy.source.is_(None))).all()
    for vacancy in own:
        vacancy.company = employer.name
    enqueue(session, "vacancies", [vacancy.id for vacancy in own], clock.now())
    session.flush()


def locked_employer(session: Session, employer_id: int) -> Employer:
    """The row, locked for a verb. Raises NotFound."""
    employer = session.scalar(select(Employer).where(Employer.id == employer_id).with_for_update())
    if employer is None:
        raise NotFound("employer")
    return employer


def flush_identified(session: Session) -> None:
    """Two companies with one number at the same moment: the database decides. Its own words would show a hash."""
    try:
        session.flush()
    except IntegrityError as error:
        for column, name in _REGISTERED.items():
            if f"uq_employer_{column}" in str(error.orig) or f"employer.{column}" in str(error.orig):
                raise InvalidFact(name, "taken") from None
        raise


def _allow_change(actor: Actor, employer: Employer) -> None:
    if not (may(actor, Right.KEEP_EMPLOYER) and employer.id in actor.employer_ids):
        raise NotAllowed(f"{actor.kind} may not change employer {employer.id}")
    if employer.status not in _OPEN_TO_CHANGE:
        raise TransitionRefused("employer", "change_profile", employer.status)


def _check_codes(session: Session, facts: Mapping[str, Any]) -> None:
    if len(facts["industry_code"]) < 2 or session.get(Industry, facts["industry_code"]) is None:
        raise InvalidFact("industry_code", "unknown" if facts["industry_code"] else "missing")
    region = session.get(Region, facts["region_code"])
    if region is None or region.level not in ("district", "regency"):
        raise InvalidFact("region_code", "unknown" if facts["region_code"] else "missing")


def _refuse_taken(
    session: Session, facts: Mapping[str, Any], keyring: Keyring, employer: Employer | None = None
) -> None:
    """The words for a number that another company holds, before the database says it in its own."""
    others = select(Employer.id).where(Employer.status != EmployerStatus.REJECTED)
    if employer is not None:
        others = others.where(Employer.id != employer.id)
    for name, column, value in (
        ("nib", Employer.nib, facts.get("nib")),
        ("npwp", Employer.npwp_index, keyring.blind_index(facts["npwp"], NPWP) if "npwp" in facts else None),
    ):
        if value is not None and session.scalar(others.where(column == value)) is not None:
            raise InvalidFact(name, "taken")
