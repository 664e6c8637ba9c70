"""Who acts. Every event names one."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    SYSTEM = "system"  # the scheduler and the worker
    OPERATOR = "operator"  # somebody with a shell on the server
    ACCOUNT = "account"  # somebody signed in
    VISITOR = "visitor"  # somebody who is not


class Role(StrEnum):
    """The capacities that lifecycle tables and the permission map speak of."""

    VISITOR = "visitor"
    ACCOUNT = "account"  # everybody signed in
    JOBSEEKER = "jobseeker"
    EMPLOYER_MEMBER = "employer_member"
    EMPLOYER_ADMIN = "employer_admin"  # a member who also keeps the company's team and profile
    TRUSTED_MEMBER = "trusted_member"
    STAFF = "staff"  # every officer below but the head, who only reads
    MODERATOR = "moderator"
    VERIFIER = "verifier"
    COUNSELLOR = "counsellor"
    TRAINING_OFFICER = "training_officer"
    ADMIN = "admin"
    HEAD = "head"
    OPERATOR = "operator"
    SYSTEM = "system"


OFFICERS = frozenset(
    {Role.MODERATOR, Role.VERIFIER, Role.COUNSELLOR, Role.TRAINING_OFFICER, Role.ADMIN, Role.HEAD}
)  # what the office gives to an account of its own


@dataclass(frozen=True)
class Actor:
    kind: ActorKind
    account_id: int | None = None
    roles: frozenset[Role] = frozenset()
    employer_ids: frozenset[int] = frozenset()
    person_id: int | None = None  # the record of the person who is signed in


def staff_roles(officer_roles: frozenset[Role]) -> frozenset[Role]:
    """The officer roles of an account and what follows from them: everybody but the head acts for the office."""
    return officer_roles | ({Role.STAFF} if officer_roles - {Role.HEAD} else frozenset())


SYSTEM = Actor(ActorKind.SYSTEM, roles=frozenset({Role.SYSTEM}))
VISITOR = Actor(ActorKind.VISITOR, roles=frozenset({Role.VISITOR}))
# A shell on the server stands above the office's roles: the operator acts for staff and for employers at the counter.
OPERATOR = Actor(
    ActorKind.OPERATOR, roles=OFFICERS | {Role.OPERATOR, Role.STAFF, Role.EMPLOYER_MEMBER, Role.EMPLOYER_ADMIN}
)
