"""Places of the large demo: districts of Kalimantan and Java, the office's own most of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

PROVINCES = ("61", "62", "63", "64", "65", "31", "32", "33", "34", "35", "36")  # Kalimantan, then Java
_OWN_SHARE = 0.25  # of all places, in the office's own districts
_KALIMANTAN_SHARE = 0.45
_TAIL = 0.9  # how fast the counts of districts fall


@dataclass(frozen=True, slots=True)
class Place:
    """A district by Kemendagri code, with its own name and its regency's."""

    code: str
    name: str
    regency: str


class PlaceDraw:
    """Draws places with a long tail. `office` is the region code of the office."""

    def __init__(self, rng: Random, places: Sequence[Place], office: str) -> None:
        self.office = office
        groups: list[list[Place]] = [[], [], []]
        for place in places:
            own = place.code.startswith(f"{office}.")
            groups[0 if own else 1 if place.code.startswith("6") else 2].append(place)
        shares = (_OWN_SHARE, _KALIMANTAN_SHARE, 1 - _OWN_SHARE - _KALIMANTAN_SHARE)
        self.places, weights = list[Place](), list[float]()
        for group, share in zip(groups, shares, strict=True):
            rng.shuffle(group)
            raw = [1 / (rank + 1) ** _TAIL for rank in range(len(group))]
            weights += [share * weight / sum(raw) for weight in raw]
            self.places += group
        self.cumulative = list(accumulate(weights))

    def many(self, rng: Random, count: int) -> list[Place]:
        return rng.choices(self.places, cum_weights=self.cumulative, k=count)
