"""Suggestions while somebody types: known names that the words so far may become.

Every word of the text must begin a word of the name; the last letters may still be wrong. Small enough to be asked at
every keystroke: names are found through the beginnings of their words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.language import Phrase
from search.text import folded

_LEAD = 2  # letters by which names are found
_ONE_EDIT, _TWO_EDITS = 5, 9  # letters from which a word may be misspelt by one edit, by two
_MOST_WORDS = 8  # of a text; no name is found by more
_NEAR = 5  # spellings tried for a word that nothing begins with


@dataclass(frozen=True, slots=True)
class Name:
    """Something to suggest. `kind` and `target` are the caller's; `weight` is how much there is behind it."""

    kind: str
    label: str
    target: str
    weight: int


class Suggester:
    """Finds names. Made once for a set of names, then only read."""

    def __init__(self, names: Iterable[Name], synonyms: Mapping[Phrase, Sequence[Phrase]]) -> None:
        self._names = [(name, tuple(folded(name.label))) for name in names]
        self._synonyms = synonyms
        self._by_lead: dict[str, list[int]] = {}
        for place, (_, words) in enumerate(self._names):
            for lead in {word[:size] for word in words for size in range(1, _LEAD + 1)}:
                self._by_lead.setdefault(lead, []).append(place)
        self._vocabulary = list({word for _, words in self._names for word in words})

    def find(self, text: str, limits: Mapping[str, int]) -> list[Name]:
        """The best names of each kind, no more of one than `limits` says: those that begin as typed first, then by
        weight. Empty for a text without words."""
        wanted = folded(text)
        if not 0 < len(wanted) <= _MOST_WORDS:
            return []
        found = self._having([self._spellings(word) for word in wanted], wanted)
        if not found:
            found = self._having([self._spellings(word) + self._near(word) for word in wanted], wanted)
        best: list[Name] = []
        for kind, limit in limits.items():
            of_kind = [pair for pair in found if pair[1].kind == kind]
            best += [name for _, name in nsmallest(limit, of_kind, key=lambda pair: pair[0])]
        return best

    def _spellings(self, word: str) -> list[Phrase]:
        return [(word,), *self._synonyms.get((word,), ())]

    def _near(self, word: str) -> list[Phrase]:
        """Known words that the word may have been meant to be."""
        if len(word) < _ONE_EDIT:
            return []
        edits = 2 if len(word) >= _TWO_EDITS else 1
        near = process.extract(word, self._vocabulary, scorer=OSA.distance, score_cutoff=edits, limit=_NEAR)
        return [(other,) for other, _, _ in near]

    def _having(self, spellings: list[list[Phrase]], typed: list[str]) -> list[tuple[tuple[bool, int, int, str], Name]]:
        """Names with each word, in one of its spellings, as a beginning; and what they rank by."""
        places = {place for phrase in spellings[-1] for place in self._by_lead.get(phrase[0][:_LEAD], ())}
        found = []
        for place in places:
            name, words = self._names[place]
            if all(any(_begins(phrase, words) for phrase in word) for word in spellings):
                begins = " ".join(words).startswith(" ".join(typed))
                found.append(((not begins, -name.weight, len(name.label), name.label), name))
        return found


def _begins(phrase: Phrase, words: Phrase) -> bool:
    return all(any(own.startswith(word) for own in words) for word in phrase)
