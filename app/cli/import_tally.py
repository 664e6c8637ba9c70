"""Counts of one import: what became of the rows, and what could be read in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.reading.posting import Reading
from app.domain.vacancy import Origin
from app.services.postings import Stored

SHOWN = 10  # unmatched place texts named
_REMEMBERED = 5_000  # distinct unmatched texts counted, so that memory does not grow with the file


@dataclass
class Tally:
    added: int = 0
    refreshed: int = 0
    unchanged: int = 0
    rows: int = 0
    place_stated: int = 0
    place_matched: int = 0
    place_in_title: int = 0
    education: int = 0
    occupation: int = 0
    type_stated: int = 0
    type_matched: int = 0
    type_in_title: int = 0
    type_any: int = 0
    wage: int = 0
    wage_turned: int = 0
    unmatched: dict[str, int] = field(default_factory=dict)

    def count_stored(self, stored: Stored) -> None:
        self.added += stored.added
        self.refreshed += stored.refreshed
        self.unchanged += stored.unchanged

    def count_readings(self, readings: Iterable[Reading]) -> None:
        for reading in readings:
            self._count(reading)

    def _count(self, reading: Reading) -> None:
        posting = reading.posting
        place_origins = {origin for _, origin in posting.places}
        type_origins = {origin for _, origin in posting.employment_types}
        self.rows += 1
        self.place_stated += bool(posting.place_text)
        self.place_matched += Origin.STATED in place_origins
        self.place_in_title += Origin.READ in place_origins
        self.education += bool(posting.education)
        self.occupation += bool(posting.occupation_code)
        self.type_stated += Origin.STATED in type_origins or reading.type_unknown
        self.type_matched += Origin.STATED in type_origins
        self.type_in_title += Origin.READ in type_origins
        self.type_any += bool(type_origins)
        self.wage += posting.wage is not None
        self.wage_turned += reading.wage_turned
        if posting.place_text and Origin.STATED not in place_origins:
            self._note_unmatched(posting.place_text)

    def _note_unmatched(self, text: str) -> None:
        if text in self.unmatched or len(self.unmatched) < _REMEMBERED:
            self.unmatched[text] = self.unmatched.get(text, 0) + 1

    def commonest_unmatched(self) -> list[tuple[str, int]]:
        return sorted(self.unmatched.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
