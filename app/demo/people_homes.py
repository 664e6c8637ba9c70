"""Where invented people live: a home in one of the region's villages."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from app.demo.people_tables import homes
from app.demo.places import Place, PlaceDraw


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan by Kemendagri code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Home:
    district: str
    village: str | None
    address: str


class RegionHomes:
    """Homes in the demo's own districts, by their inhabitants. `villages` are those of each of the districts."""

    def __init__(self, rng: Random, villages: Mapping[str, Sequence[Village]]) -> None:
        self.rng, self.villages = rng, villages
        self.districts = list(homes().districts)
        self.weights = list(accumulate(homes().districts.values()))

    def draw(self) -> Home:
        district = self.districts[bisect(self.weights, self.rng.random() * self.weights[-1])]
        village = self.rng.choice(self.villages[district])
        return Home(district, village.code, f"{_street(self.rng)}, {village.name}")


class FarHomes:
    """Homes all over Kalimantan and Java with a long tail, for measuring. Villages are not drawn."""

    def __init__(self, rng: Random, places: Sequence[Place], office: str) -> None:
        self.rng, self.places = rng, PlaceDraw(rng, places, office)

    def draw(self) -> Home:
        place = self.places.many(self.rng, 1)[0]
        return Home(place.code, None, f"{_street(self.rng)}, {place.name}, {place.regency}")


def _street(rng: Random) -> str:
    return f"{rng.choice(homes().streets)} No. {rng.randint(1, 180)} RT {rng.randint(1, 12):02d}"
