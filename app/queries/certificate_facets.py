"""The four facets of certificates, counted so that what is chosen holds for one and the same certificate, and so that a
person counts once however many certificates answer."""

import re
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache

from app.domain.worker_filters import CERTIFICATE_FACETS, WorkerFilters
from search.workers import parse_set

_Choice = tuple[tuple[int, frozenset[str]], ...]  # parts of a certificate with the values each may have
_PARTS = tuple(range(len(CERTIFICATE_FACETS)))
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
    counts: dict[tuple[int, str], int] = {}
    known = counts.get
    marked: dict[str, tuple[tuple[int, str], ...]] = {}  # by certificate: a catalogue has few different ones
    may_fit = re.compile("|".join(map(re.escape, choice[0][1]))).search  # rules most sets out without reading them
    for value, people in sets.items():
        if not may_fit(value):
            continue
        found = []
        for one in _certificates(value):
            if (codes := marked.get(one)) is None:
                codes = marked[one] = _marked(one, choice, parts)
            if codes:
                found.append(codes)
        for code in found[0] if len(found) == 1 else set().union(*found):
            counts[code] = known(code, 0) + people
    return {part: {code: people for (of, code), people in counts.items() if of == part} for part in parts}


def _marked(certificate: str, choice: _Choice, parts: Sequence[int]) -> tuple[tuple[int, str], ...]:
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
