"""The four facets of certificates, counted so that what is chosen holds for one and the same certificate, and so that a
person counts once however many certificates answer.

A catalogue of 100,000 people has some thousand sets of certificates, but little more than a hundred different ones.
So each certificate is a bit, a set is a whole number, and what of a set fits a choice is one `&`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from operator import or_
from threading import Lock

from app.domain.worker_filters import CERTIFICATE_FACETS, WorkerFilters
from search.workers import CertificateKey, parse_set

_Choice = tuple[tuple[int, frozenset[str]], ...]  # parts of a certificate with the values each may have
_PARTS = tuple(range(len(CERTIFICATE_FACETS)))
_MOST_SETS = 50_000  # sets that a process keeps read; a catalogue of 100,000 people has a tenth of them


class _Read:
    """The sets that this process has read, and the bits of the certificates in them."""

    def __init__(self) -> None:
        self.bits: dict[CertificateKey, int] = {}
        self.sets: dict[str, int] = {}
        self._reading = Lock()

    def known(self, sets: Collection[str]) -> Mapping[str, int]:
        """The bits of what is held, by set: of these and of others."""
        if len(self.sets) > _MOST_SETS:
            self.sets = {}
        known = self.sets
        for value in {*sets} - known.keys():
            known[value] = self._read(value)
        return known

    def fitting(self, choice: _Choice) -> int:
        """The bits of the certificates that have what is chosen; of all where nothing is."""
        return sum(
            bit
            for one, bit in tuple(self.bits.items())  # another thread may read a new one meanwhile
            if all(one[part] in values for part, values in choice)
        )

    def _read(self, value: str) -> int:
        found = 0
        with self._reading:
            for one in parse_set(value):
                found |= self.bits.setdefault(one, 1 << len(self.bits))
        return found


_read = _Read()


def certificate_facets(
    sets: Mapping[str, int], filters: WorkerFilters, names: Collection[str] = tuple(CERTIFICATE_FACETS)
) -> dict[str, dict[str, int]]:
    """Hits of each value, by query name: what choosing it would give, with the facet's own choice ignored.

    `sets` holds people by value of `certificate_set`: of all who have what is chosen of certificates with one part
    ignored, any of `names`, or of more. `names` are the facets to count.
    """
    chosen = [frozenset(getattr(filters, name)) for name in CERTIFICATE_FACETS.values()]
    together: dict[_Choice, list[int]] = {}  # parts that are counted on the same certificates
    for part, query_name in enumerate(CERTIFICATE_FACETS):
        if query_name in names:
            others = tuple((other, chosen[other]) for other in _PARTS if other != part and chosen[other])
            together.setdefault(others, []).append(part)
    known = _read.known(sets)
    fitting = {choice: _read.fitting(choice) for choice in together}
    held = _alike(((known[value], people) for value, people in sets.items()), reduce(or_, fitting.values(), 0))
    counts: dict[int, dict[str, int]] = {}
    for choice, parts in together.items():
        counts |= _count(_alike(held.items(), fitting[choice]), parts)
    return {query_name: counts[part] for part, query_name in enumerate(CERTIFICATE_FACETS) if part in counts}


def _alike(held: Iterable[tuple[int, int]], fitting: int) -> dict[int, int]:
    """People by those of their certificates that fit, without those who have none."""
    alike: dict[int, int] = {}
    known = alike.get
    for bits, people in held:
        if fit := bits & fitting:
            alike[fit] = known(fit, 0) + people
    return alike


def _count(held: Mapping[int, int], parts: Sequence[int]) -> dict[int, dict[str, int]]:
    """People by value of each of `parts`."""
    counts: dict[int, dict[str, int]] = {part: {} for part in parts}
    for bits, people in held.items():
        values = _values(bits)
        for part in parts:
            of = counts[part]
            for value in values[part]:
                of[value] = of.get(value, 0) + people
    return counts


@lru_cache(maxsize=_MOST_SETS)
def _values(bits: int) -> tuple[tuple[str, ...], ...]:
    """For each part the values that these certificates have, each once."""
    found = [one for one, bit in tuple(_read.bits.items()) if bits & bit]
    return tuple(tuple(set(values)) for values in zip(*found, strict=True))
