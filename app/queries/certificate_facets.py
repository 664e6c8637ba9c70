"""The four facets of certificates, counted so that what is chosen holds for one and the same certificate, and so that a
person counts once however many certificates answer."""

import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache

from app.domain.worker_filters import CERTIFICATE_FACETS, WorkerFilters
from search.workers import parse_set

_Choice = tuple[tuple[int, frozenset[str]], ...]  # parts of a certificate with the values each may have
_Code = tuple[int, str]  # a part and a value of it
_PARTS = tuple(range(len(CERTIFICATE_FACETS)))
_CHOICES = 12  # choices that a process remembers what it read for
_MOST_SETS = 50_000  # values that a process keeps read; a catalogue of 100,000 people has a tenth of them


def certificate_facets(sets: Mapping[str, int], filters: WorkerFilters) -> dict[str, dict[str, int]]:
    """Hits of each value, by query name: what choosing it would give, with the facet's own choice ignored.

    `sets` holds people by value of `certificate_set`, counted with the choice of certificates ignored.
    """
    chosen = [frozenset(getattr(filters, name)) for name in CERTIFICATE_FACETS.values()]
    counts: dict[int, dict[str, int]] = {}
    together: dict[_Choice, list[int]] = {}  # parts that are counted on the same certificates
    for part in _PARTS:
        others = tuple((other, chosen[other]) for other in _PARTS if other != part and chosen[other])
        if others:
            together.setdefault(others, []).append(part)
        else:
            counts[part] = _count(sets, part)
    for choice, parts in together.items():
        counts |= _count_within(sets, choice, parts)
    return {query_name: counts[part] for part, query_name in enumerate(CERTIFICATE_FACETS)}


def _count(sets: Mapping[str, int], part: int) -> dict[str, int]:
    """People by value of a part, whatever certificate has it."""
    counts: dict[str, int] = {}
    known = counts.get
    for value, people in sets.items():
        for code in _occurring(value)[part]:
            counts[code] = known(code, 0) + people
    return counts


def _count_within(sets: Mapping[str, int], choice: _Choice, parts: Sequence[int]) -> dict[int, dict[str, int]]:
    """People by value of each of `parts`, on certificates that have what is chosen."""
    counts: dict[_Code, int] = {}
    known = counts.get
    read = _reader(choice, tuple(parts))
    seen = read.seen
    for value, people in sets.items():
        for code in seen[value] if value in seen else read(value):
            counts[code] = known(code, 0) + people
    return {part: {code: people for (of, code), people in counts.items() if of == part} for part in parts}


class _Reader:
    """What sets hold of some parts, on certificates that have what is chosen. A set is read once."""

    def __init__(self, choice: _Choice, parts: Sequence[int]) -> None:
        self.seen: dict[str, tuple[_Code, ...]] = {}
        self._choice, self._parts = choice, parts
        self._marked: dict[str, tuple[_Code, ...]] = {}  # by certificate: a catalogue has few different ones
        # Rules most sets out without reading them.
        self._may_fit = re.compile("|".join(map(re.escape, choice[0][1]))).search

    def __call__(self, value: str) -> tuple[_Code, ...]:
        if len(self.seen) > _MOST_SETS:
            self.seen.clear()
        codes = self.seen[value] = self._read(value) if self._may_fit(value) else ()
        return codes

    def _read(self, value: str) -> tuple[_Code, ...]:
        found = []
        for one in _certificates(value):
            if (codes := self._marked.get(one)) is None:
                codes = self._marked[one] = _marked(one, self._choice, self._parts)
            if codes:
                found.append(codes)
        return found[0] if len(found) == 1 else tuple(set().union(*found))


_reader = lru_cache(maxsize=_CHOICES)(_Reader)


def _marked(certificate: str, choice: _Choice, parts: Sequence[int]) -> tuple[_Code, ...]:
    """The values of a certificate with their parts; none where it has not what is chosen."""
    [one] = parse_set(certificate)
    return tuple((part, one[part]) for part in parts) if all(one[at] in values for at, values in choice) else ()


@lru_cache(maxsize=_MOST_SETS)
def _certificates(value: str) -> tuple[str, ...]:
    return tuple(map(str, parse_set(value)))


@lru_cache(maxsize=_MOST_SETS)
def _occurring(value: str) -> tuple[tuple[str, ...], ...]:
    """For each part the values that occur, each once."""
    return tuple(tuple(map(sys.intern, set(values))) for values in zip(*parse_set(value), strict=True))
