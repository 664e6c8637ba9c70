"""How a demo vacancy came to its state: the verbs of its life with their instants and actors, as the law allows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from app.demo.tables import sentences
from app.domain.actor import ActorKind
from app.domain.clock import Clock
from app.domain.vacancy import VacancyStatus

S = VacancyStatus
_TO_EXPIRE = timedelta(seconds=40)  # the worker looks for due vacancies once a minute
# The verbs that lead to each state, after create and submit.
_PATHS: dict[VacancyStatus, tuple[str, ...]] = {
    S.SUBMITTED: (),
    S.RETURNED: ("send_back",),
    S.REJECTED: ("reject",),
    S.PUBLISHED: ("approve",),
    S.WITHDRAWN: ("approve", "withdraw"),
    S.SUSPENDED: ("approve", "suspend"),
    S.FILLED: ("approve", "fill"),
    S.EXPIRED: ("approve", "expire"),
}
_STATE_AFTER = {
    "send_back": S.RETURNED, "reject": S.REJECTED, "approve": S.PUBLISHED, "withdraw": S.WITHDRAWN,
    "suspend": S.SUSPENDED, "fill": S.FILLED, "expire": S.EXPIRED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the event log."""

    verb: str
    old: VacancyStatus | None
    new: VacancyStatus
    at: datetime
    actor: ActorKind = ActorKind.OPERATOR
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A state and the way to it. `closes_on` is the last day on the board."""

    status: VacancyStatus
    steps: tuple[Step, ...]
    closes_on: date

    @property
    def created_at(self) -> datetime:
        return self.steps[0].at

    @property
    def updated_at(self) -> datetime:
        return self.steps[-1].at

    @property
    def published_at(self) -> datetime | None:
        return next((step.at for step in self.steps if step.verb == "approve"), None)

    @property
    def closed_at(self) -> datetime | None:
        closed = self.status in (S.EXPIRED, S.FILLED, S.WITHDRAWN, S.REJECTED)
        return self.updated_at if closed else None


def live(rng: Random, clock: Clock, today: date, age: int, turn: int, closes_on: date) -> Life:
    """A vacancy published `age` days ago and still open. Those of one day differ by `turn`; those of today appear with
    the first seconds of the day, so that the demo of a day is the same at any hour and nothing lies ahead."""
    day = today - timedelta(days=age)
    published = clock.start_of(day) + (timedelta(seconds=turn) if age == 0 else _office_hour(rng, turn))
    created = clock.start_of(day - timedelta(days=1 + int(rng.random() * 3))) + _office_hour(rng, turn)
    return Life(S.PUBLISHED, _begin(created, (Step("approve", S.SUBMITTED, S.PUBLISHED, published),)), closes_on)


def waiting(rng: Random, clock: Clock, today: date, status: VacancyStatus, age: int) -> Life:
    """A vacancy that was never on the board: draft, submitted, returned or rejected. `age` is at least one day."""
    if status == S.SUBMITTED:
        age = 1 + age % 2  # an office that answers within a day has nothing older
    created = clock.start_of(today - timedelta(days=age)) + _office_hour(rng, 0)
    closes_on = today + timedelta(days=rng.randint(14, 45))
    if status == S.DRAFT:
        return Life(status, (Step("create", None, S.DRAFT, created),), closes_on)
    decided = created + timedelta(hours=3)
    return Life(status, _begin(created, tuple(_steps(rng, _PATHS[status], decided))), closes_on)


def ended(rng: Random, clock: Clock, today: date, status: VacancyStatus, age: int) -> Life:
    """A vacancy that left the board `age` days ago (at least one): withdrawn, suspended, filled or expired."""
    days = rng.randint(20, 40)
    left = today - timedelta(days=age)
    closes_on = left - timedelta(days=1) if status == S.EXPIRED else left + timedelta(days=rng.randint(3, 20))
    published = clock.start_of(left - timedelta(days=days)) + _office_hour(rng, 0)
    created = published - timedelta(days=rng.randint(1, 3))
    gone = clock.start_of(left) + (_TO_EXPIRE if status == S.EXPIRED else _office_hour(rng, 0))
    first, last = _PATHS[status]
    steps = (*_steps(rng, (first,), published), *_steps(rng, (last,), gone, S.PUBLISHED))
    return Life(status, _begin(created, steps), closes_on)


def _begin(created: datetime, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    submitted = created + timedelta(minutes=25)
    return (
        Step("create", None, S.DRAFT, created),
        Step("submit", S.DRAFT, S.SUBMITTED, submitted),
        *steps,
    )


def _steps(rng: Random, verbs: tuple[str, ...], at: datetime, old: VacancyStatus = S.SUBMITTED) -> list[Step]:
    steps = []
    for verb in verbs:
        actor = ActorKind.SYSTEM if verb == "expire" else ActorKind.OPERATOR
        reasons = sentences("reason").get(verb)
        steps.append(Step(verb, old, _STATE_AFTER[verb], at, actor, rng.choice(reasons) if reasons else ""))
        old = _STATE_AFTER[verb]
    return steps


def _office_hour(rng: Random, turn: int) -> timedelta:
    """Between 08.00 and 15.59 from the start of a day, later for later turns of the same day."""
    return timedelta(seconds=28_800 + min(turn * 240, 21_600) + int(rng.random() * 240))
