"""The four facets of certificates, counted so that what is chosen holds for one and the same certificate, and so that a
person counts once however many certificates answer.

A catalogue of 100,000 people has some thousand sets of certificates, but little more than a hundred different ones.
So every set has a place, a certificate is a whole number whose bits are the places of the sets that hold it, and the
numbers of people by set are one such number for each of their binary digits. Who has any of several certificates is
then counted by `|`, `&` and the bits that are left.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from struct import pack
from threading import Lock

from app.domain.worker_filters import CERTIFICATE_FACETS, WorkerFilters
from search.workers import CertificateKey, parse_set

_NAMES = tuple(CERTIFICATE_FACETS)
_PARTS = tuple(range(len(_NAMES)))
_MOST_SETS = 20_000  # sets that a process keeps read; a catalogue of 100,000 people has a quarter of them
_BYTES = 4  # of a number of people
# For each digit of a byte: its figure, 0 or 1, in every byte.
_FIGURES = [bytes(b"01"[byte >> digit & 1] for byte in range(256)) for digit in range(8)]

Digits = list[tuple[int, int]]  # a digit, and the bits of the sets whose number of people has it


class _Read:
    """The sets that this process has read: the place of each, and the bits of each certificate."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.bits: dict[CertificateKey, int] = {}
        self._reading = Lock()

    def _read(self, sets: Mapping[str, int]) -> None:
        """Give a place to those that have none."""
        with self._reading:
            for value in sets.keys() - self.places.keys():
                place = len(self.places)
                for one in parse_set(value):
                    self.bits[one] = self.bits.get(one, 0) | 1 << place
                self.places[value] = place

    def digits(self, sets: Mapping[str, int]) -> Digits:
        """People by set, digit by digit."""
        try:
            places = [*map(self.places.__getitem__, sets)]
        except KeyError:
            self._read(sets)
            places = [*map(self.places.__getitem__, sets)]
        numbers = [0] * len(self.places)
        for place, people in zip(places, sets.values(), strict=True):
            numbers[~place] = people  # from the end: a binary number begins with its highest place
        written = pack(f"<{len(numbers)}I", *numbers)
        columns = [(byte, written[byte::_BYTES]) for byte in range(_BYTES)]
        return [
            (8 * byte + digit, int(column.translate(figures), 2))
            for byte, column in columns
            if column.count(0) < len(column)
            for digit, figures in enumerate(_FIGURES)
        ]


_process = [_Read()]


def certificate_facets(
    sets: Mapping[str, int], filters: WorkerFilters, names: Collection[str]
) -> dict[str, dict[str, int]]:
    """Hits of each value, by query name: what choosing it would give, with the facet's own choice ignored.

    `sets` holds people by value of `certificate_set`: of all who have what is chosen of certificates with one part
    ignored, any of `names`, or of more. `names` are the facets to count.
    """
    if len(_process[0].places) > _MOST_SETS:
        _process[0] = _Read()
    known = _process[0]
    digits, bits = known.digits(sets), tuple(known.bits.items())  # another thread may read a new set meanwhile
    chosen = [frozenset(getattr(filters, name)) for name in CERTIFICATE_FACETS.values()]
    parts: dict[tuple[int, ...], list[int]] = defaultdict(list)  # those to count, by the others that are chosen
    for part, query_name in enumerate(_NAMES):
        if query_name in names:
            parts[tuple(other for other in _PARTS if other != part and chosen[other])].append(part)
    counts: dict[str, dict[str, int]] = {}
    for others, counted in parts.items():
        fitting = [(one, of) for one, of in bits if all(one[other] in chosen[other] for other in others)]
        for part in counted:
            having: dict[str, int] = {}  # the sets that have a fitting certificate, by its value
            for one, of in fitting:
                having[one[part]] = having.get(one[part], 0) | of
            found = {value: _people(of, digits) for value, of in having.items()}
            counts[_NAMES[part]] = {value: people for value, people in found.items() if people}
    return counts


def _people(bits: int, digits: Digits) -> int:
    return sum((bits & having).bit_count() << digit for digit, having in digits)
