"""Misspellings that the server's own typos do not reach: a wrong first letter, short words, words written by ear.

The embedded engine looks them up in its vocabulary. The server shows none, but it counts a field by its values: the
words of titles are one, and with them what was meant is found and tried, once nothing has the words as typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, product

from search.language import Language
from search.spelling import alike, by_sound, near
from search.wording import Wanted, Wording

LIVES = 600.0  # seconds a process keeps the words of titles
_MOST_SPELLINGS = 6  # of one word
_MOST_TRIES = 16  # wordings counted in one go


@dataclass(frozen=True)
class TitleWords:
    """The words of titles with the documents that have each; read anew after `until`."""

    counts: Mapping[str, int] = field(default_factory=dict)
    until: float = 0.0

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        return by_sound(self.counts)

    @cached_property
    def _listed(self) -> list[str]:
        return sorted(self.counts)

    def meant(self, word: str, language: Language) -> tuple[str, ...]:
        """What a word that nothing has may be a misspelling of: as heard before as mistyped, frequent words first."""
        heard = self._often_first(alike(word, self._sounds)) if language.hears(word) else []
        mistyped = self._often_first(near(word, self._listed)) if language.guesses(word) else []
        found = dict.fromkeys((*language.heard(word), *heard, *mistyped, *language.near(word)))
        return tuple(islice(found, _MOST_SPELLINGS))

    def _often_first(self, words: Sequence[str]) -> list[str]:
        return sorted(words, key=lambda word: -self.counts[word])


def tries(wording: Wording, known: Sequence[bool], titles: TitleWords, language: Language) -> list[Wording]:
    """Other wordings that may have been meant, likeliest first. `known` says of each word whether anything has it: such
    a word is replaced by what it is heard as only, and last."""
    options = [_options(word, has, titles, language) for word, has in zip(wording.words, known, strict=True)]
    ranked = sorted(product(*(enumerate(one) for one in options)), key=lambda ranks: sum(rank for rank, _ in ranks))
    found = (replace(wording, words=tuple(word for _, word in ranks)) for ranks in ranked)
    return list(islice((one for one in found if one != wording), _MOST_TRIES))


def _options(word: Wanted, known: bool, titles: TitleWords, language: Language) -> list[Wanted]:
    if word.quoted:
        return [word]
    others = language.heard(word.text)[:1] if known else titles.meant(word.text, language)
    as_typed = word if known else replace(word, open=word.open or word.whole)
    return [as_typed, *(replace(as_typed, text=other) for other in others)]
