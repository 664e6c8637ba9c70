"""KBJI codes to choose from while somebody types a job: what the title means first, then titles that hold its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from app.domain.reading.folding import fold
from app.domain.reading.occupation import OccupationReader
from app.domain.reading.occupation_terms import title_terms
from app.queries.occupations import occupation_reader
from app.queries.reference import reference

SHOWN = 7
_LEAST = 3  # letters of a single word from which it is finished; behind another word one less will do
_PLAIN = 0.85  # a text that is read as surely as this is not guessed on
_MOST_FINISHED, _MOST_READINGS = 20, 5
_USED = (4, 6)  # digits of the codes that a vacancy is given


class OccupationChoice(NamedTuple):
    """A code and its title. `likely`: read from the whole text, surely enough."""

    code: str
    title: str
    likely: bool = False


@dataclass
class OccupationChoices:
    """All codes of a database, ready to be sought in."""

    titles: dict[str, str]  # every code to its title
    reader: OccupationReader

    @cached_property
    def _rows(self) -> list[tuple[str, str, str]]:
        """Codes that a vacancy is given, their folded titles, and these with a blank before each word."""
        rows = ((code, fold(title)) for code, title in self.titles.items() if len(code) in _USED)
        return [(code, folded, f" {folded}") for code, folded in rows]

    @cached_property
    def _phrases(self) -> Mapping[str, set[tuple[str, ...]]]:
        """The phrases that titles are read by, by their first word."""
        found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for phrase, _ in title_terms():
            found[phrase[0]].add(phrase)
        return found

    def find(self, text: str) -> tuple[OccupationChoice, ...]:
        """Choices for a title, a part of one, or a code."""
        words = fold(text).split()
        if not words:
            return ()
        if words[0].isdecimal():
            found = {code: self._choice(code) for code, _, _ in self._rows if code.startswith(words[0])}
        else:
            found = self._read(words)
        for code in self._holding(words):
            found.setdefault(code, self._choice(code))
        choices = found.values() if words[0].isdecimal() else _without_twins(found.values())
        return tuple(choices)[:SHOWN]

    def _read(self, words: list[str]) -> dict[str, OccupationChoice]:
        """What the text means, and what it would mean once its last word is finished; the surest first. A code that is
        likely brings its finer ones along."""
        whole = " ".join(words)
        readings = {text: read for text in (whole, *self._finished(words)) if (read := self.reader.read(text, ""))}
        is_whole = whole in readings and readings[whole].confidence >= _PLAIN and self._is_finished(words)
        if is_whole:  # nothing is guessed of a word that stands there already
            readings = {text: read for text, read in readings.items() if text.split()[: len(words)] == words}
        surest = sorted(readings, key=lambda text: (is_whole and text != whole, -readings[text].confidence))
        found: dict[str, OccupationChoice] = {}
        for text in surest[:_MOST_READINGS]:
            read = readings[text]
            is_likely = not found and text == whole and read.is_sure
            found.setdefault(read.code, OccupationChoice(read.code, self.titles[read.code], is_likely))
            if is_likely:
                found |= {code: self._choice(code) for code in self._below(read.code) if code not in found}
        return found

    def _is_finished(self, words: list[str]) -> bool:
        """The text ends with a whole phrase that titles are read by."""
        return any(tuple(words[start:]) in self._phrases.get(words[start], ()) for start in range(len(words)))

    def _finished(self, words: list[str]) -> list[str]:
        """The text with its last words continued to a phrase that titles are read by."""
        found = []
        for start in range(len(words)):
            tail = tuple(words[start:])
            if len(tail[-1]) + len(tail) > _LEAST:
                for phrase in self._continued(tail):
                    found.append((start, len(phrase), " ".join([*words[:start], *phrase])))
        return [text for *_, text in sorted(found)[:_MOST_FINISHED]]

    def _continued(self, tail: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        *before, last = tail
        first_words = [tail[0]] if before else [word for word in self._phrases if word.startswith(last)]
        for phrase in (phrase for word in first_words for phrase in self._phrases.get(word, ())):
            if (
                phrase[: len(before)] == tuple(before)
                and len(phrase) > len(before)
                and phrase[len(before)].startswith(last)
            ):
                yield phrase

    def code_of(self, text: str) -> str | None:
        """The code that a filled field means: it begins with one, or is a title. None when it is neither."""
        first, _, _ = text.strip().partition(" ")
        if first.isdecimal():
            return first if len(first) in _USED and first in self.titles else None
        folded = fold(text)
        return next((code for code, title, _ in self._rows if title == folded), None)

    def _choice(self, code: str) -> OccupationChoice:
        return OccupationChoice(code, self.titles[code])

    def _below(self, code: str) -> Iterable[str]:
        return [other for other, _, _ in self._rows if other != code and other.startswith(code)][:2]

    def _holding(self, words: list[str]) -> list[str]:
        """Titles with every word or its beginning; those that begin with the text come first, then the shorter."""
        text = " ".join(words)
        begun = [f" {word}" for word in words]
        hits = [
            (not title.startswith(text), len(title), code)
            for code, title, padded in self._rows
            if all(word in padded for word in begun)
        ]
        return [code for *_, code in sorted(hits)[: SHOWN * 2]]


def _without_twins(choices: Iterable[OccupationChoice]) -> Iterable[OccupationChoice]:
    """A code and a finer one with the same title are one choice: the finer one, where the first of them stood."""
    found: dict[tuple[str, str], OccupationChoice] = {}
    for one in choices:
        key = one.code[: min(_USED)], one.title
        other = found.get(key, one)
        found[key] = one._replace(code=max(other.code, one.code, key=len), likely=other.likely or one.likely)
    return found.values()


_known: WeakKeyDictionary[object, OccupationChoices] = WeakKeyDictionary()


def occupation_choices(session: Session) -> OccupationChoices:
    """The codes of the session's database, arranged once a process; an empty one is not remembered."""
    database = session.get_bind()
    if (known := _known.get(database)) is None:
        known = OccupationChoices(dict(reference(session).occupations), occupation_reader(session))
        if known.titles:
            _known[database] = known
    return known
