"""The demo's people: 4,100 registered jobseekers of a regency, and what the office knows of them.

1,600 of them are trained (they hold a certificate in some state), 1,100 have a live catalogue consent, 100 have
withdrawn theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from random import Random

from app.demo.people_certificates import Certifier, DemoCertificate
from app.demo.people_homes import FarHomes, RegionHomes, Village
from app.demo.people_identity import Registrar
from app.demo.people_profiles import Draft, Profiler
from app.demo.people_tables import homes
from app.demo.places import Place
from app.domain.certificate import Issuer
from app.domain.clock import Clock
from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.worker import NewWorker

REGISTERED, TRAINED, CONSENTING, WITHDRAWN = 4_100, 1_600, 1_100, 100
CHUNK = 2_000  # people composed and stored together
_HIDDEN = 0.055  # of the consenting
_LONGEST_KNOWN = 900  # days
_LEVELS = ((ConsentLevel.CARD, 55), (ConsentLevel.COMPANIES, 28), (ConsentLevel.CONTACT, 17))
_VIA = ((RecordedVia.COUNTER, 60), (RecordedVia.PAPER, 40))  # there are no accounts yet


class Wish(Enum):
    """What became of the question for consent."""

    NOT_ASKED = 0
    CONSENTS = 1
    WITHDREW = 2


@dataclass(frozen=True, slots=True)
class Role:
    """What a demo person is there to show."""

    trained: bool
    wish: Wish
    minor: bool = False


# The demo by role. Minors never consent: under 18 there is no catalogue entry.
_ROLES = (
    (Role(True, Wish.CONSENTS), 1_040), (Role(True, Wish.WITHDREW), 90), (Role(True, Wish.NOT_ASKED), 462),
    (Role(False, Wish.CONSENTS), 60), (Role(False, Wish.WITHDREW), 10), (Role(False, Wish.NOT_ASKED), 2_412),
    (Role(True, Wish.NOT_ASKED, minor=True), 8), (Role(False, Wish.NOT_ASKED, minor=True), 18),
)  # fmt: skip
# Of 100 people that a large demo is made of: the catalogue is what is measured.
_MEASURED = (
    (Role(True, Wish.CONSENTS), 96), (Role(True, Wish.WITHDREW), 1), (Role(True, Wish.NOT_ASKED), 2),
    (Role(False, Wish.NOT_ASKED), 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoConsent:
    level: ConsentLevel
    via: RecordedVia
    given_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`facts` is what a service would be given; `number` counts from 1."""

    number: int
    facts: NewWorker
    registered_at: datetime
    consent: DemoConsent | None
    hidden_at: datetime | None
    certificates: tuple[DemoCertificate, ...]


def demo_people(clock: Clock, villages: Mapping[str, Sequence[Village]], seed: int = 6311) -> list[DemoPerson]:
    """The people of the clock's day. The same villages, seed and day give the same list at any hour. `villages` are
    those of every district named in `people_places.toml`."""
    rng = Random(f"people {seed}")
    roles = [role for role, many in _ROLES for _ in range(many)]
    rng.shuffle(roles)
    registrar = Registrar(rng, homes().registered)
    crowd = _Crowd(rng, clock, Profiler(rng, clock, RegionHomes(rng, villages), registrar))
    return [crowd.person(number, role) for number, role in enumerate(roles, start=1)]


def scaled_people(
    total: int, clock: Clock, places: Sequence[Place], office: str, seed: int = 6311
) -> Iterator[list[DemoPerson]]:
    """Chunks of people, `total` in all, nearly all in the catalogue. The same arguments and day give the same."""
    rng = Random(f"scaled people {seed}")
    registrar = Registrar(rng, {place.code[:5].replace(".", ""): 1.0 for place in places})
    crowd = _Crowd(rng, clock, Profiler(rng, clock, FarHomes(rng, places, office), registrar))
    roles, weights = [role for role, _ in _MEASURED], [many for _, many in _MEASURED]
    for start in range(1, total + 1, CHUNK):
        numbers = range(start, min(start + CHUNK, total + 1))
        drawn = rng.choices(roles, weights, k=len(numbers))
        yield [crowd.person(number, role) for number, role in zip(numbers, drawn, strict=True)]


class _Crowd:
    """Gives people a past at the office."""

    def __init__(self, rng: Random, clock: Clock, profiler: Profiler) -> None:
        self.rng, self.clock, self.profiler = rng, clock, profiler
        self.today = clock.today()
        self.certifier = Certifier(rng, clock)

    def person(self, number: int, role: Role) -> DemoPerson:
        draft = self.profiler.draw(number, role.trained, role.minor)
        known = 3 + int(_LONGEST_KNOWN * self.rng.random() ** 1.3)  # days since the registration
        certificates = tuple(self._certificates(number, draft, known)) if role.trained else ()
        asked = self.rng.randint(1, known)
        consent = self._consent(role, asked) if role.wish != Wish.NOT_ASKED else None
        hides = role.wish == Wish.CONSENTS and self.rng.random() < _HIDDEN
        hidden_at = self._at(self.rng.randint(1, asked), 13) if hides else None
        return DemoPerson(number, draft.facts, self._at(known, 8), consent, hidden_at, certificates)

    def _certificates(self, number: int, draft: Draft, known: int) -> Iterator[DemoCertificate]:
        since, issued = self.today - timedelta(days=known), dict[str, Issuer]()
        for training in draft.trainings:
            if training.code in issued and len(training.issuers) == 1:
                continue
            one = self.certifier.issue(number, training, draft.of_age, since, issued.get(training.code))
            issued[training.code] = one.facts.issuer
            yield one

    def _consent(self, role: Role, asked: int) -> DemoConsent:
        rng = self.rng
        level = rng.choices([level for level, _ in _LEVELS], [weight for _, weight in _LEVELS])[0]
        via = rng.choices([via for via, _ in _VIA], [weight for _, weight in _VIA])[0]
        withdrawn_at = self._at(rng.randint(1, asked), 14) if role.wish == Wish.WITHDREW else None
        return DemoConsent(level, via, self._at(asked, 10), withdrawn_at)

    def _at(self, ago: int, hour: int) -> datetime:
        """Within an hour of the office's day `ago` days back."""
        return self.clock.start_of(self.today - timedelta(days=ago)) + timedelta(
            hours=hour, seconds=int(self.rng.random() * 3_000)
        )
