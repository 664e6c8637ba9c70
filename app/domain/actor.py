"""Who acts. Every event names one."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    SYSTEM = "system"  # the scheduler and the worker
    OPERATOR = "operator"  # somebody with a shell on the server
    ACCOUNT = "account"  # somebody signed in


class Role(StrEnum):
    """The capacities the lifecycle tables speak of."""

    EMPLOYER_MEMBER = "employer_member"
    TRUSTED_MEMBER = "trusted_member"
    STAFF = "staff"
    OPERATOR = "operator"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    kind: ActorKind
    account_id: int | None = None
    roles: frozenset[Role] = frozenset()
    employer_ids: frozenset[int] = frozenset()


SYSTEM = Actor(ActorKind.SYSTEM, roles=frozenset({Role.SYSTEM}))
# A shell on the server stands above the office's roles: the operator acts for staff and for employers at the counter.
OPERATOR = Actor(ActorKind.OPERATOR, roles=frozenset({Role.OPERATOR, Role.STAFF, Role.EMPLOYER_MEMBER}))
