"""Words of Indonesian job search: stop words, synonyms and known words, read from data files."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain, combinations, permutations, product
from pathlib import Path

from search.language.rules import ABBREVIATION, RULES
from search.spelling import alike, by_sound, near
from search.text import folded

Phrase = tuple[str, ...]

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """`synonyms` maps a phrase of folded words to the phrases that it finds too; it is one way, key to values.

    `spelled` holds words that are spelled right; those of the synonyms join them in `known`. `complete` holds long
    words that go on as other things. `others` maps a phrase to sets of words: a title that holds all of one is another
    thing, which only a synonym of the phrase drags in. `kin` maps a phrase to searches for work of the same kind,
    for who found little. `rules` are those of RULES that are in force.
    """

    stop_words: frozenset[str] = frozenset()
    synonyms: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    spelled: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()
    others: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    kin: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)
    rules: frozenset[str] = RULES

    @cached_property
    def longest(self) -> int:
        """Words of the longest synonym key."""
        return max(map(len, self.synonyms), default=0)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word that is spelled right; none when the rule for them is out of force."""
        if "known-words" not in self.rules:
            return frozenset()
        return self.vocabulary

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that the data holds."""
        phrases = (phrase for key, values in self.synonyms.items() for phrase in (key, *values))
        return self.spelled.union(*phrases) if self.synonyms else self.spelled

    @cached_property
    def phrases(self) -> frozenset[Phrase]:
        """What is found of several words."""
        return frozenset(value for values in self.synonyms.values() for value in values if len(value) > 1)

    @cached_property
    def whole(self) -> frozenset[str]:
        """Words that are no beginnings: abbreviations, those that go on as other things, and phrases that end in a word
        as short (`sim a`)."""
        if "whole-words" not in self.rules:
            return frozenset()
        short = frozenset(" ".join(key) for key in self.synonyms if len(key[-1]) <= ABBREVIATION)
        return short | self.complete

    def unlike(self, words: Sequence[str]) -> tuple[Phrase, ...]:
        """Sets of words that make a title another thing than these words mean; none where they name such a thing."""
        if not self.others or "other-things" not in self.rules:
            return ()
        found: dict[Phrase, None] = {}
        for start, end in combinations(range(len(words) + 1), 2):
            key = tuple(words[start:end])
            if not (others := self.others.get(key)):
                continue
            telling = {*chain(*others)} - self._found_by(key)
            beside = {*words[:start], *words[end:]}
            if not telling & beside.union(*(self._found_by((word,)) for word in beside)):
                found.update(dict.fromkeys(others))
        return tuple(found)

    def _found_by(self, key: Phrase) -> set[str]:
        """The single words of a phrase and of what it finds."""
        return {*key, *(value[0] for value in self.synonyms.get(key, ()) if len(value) == 1)}

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        return by_sound(self.vocabulary)

    @cached_property
    def _listed(self) -> list[str]:
        return sorted(self.vocabulary)

    def hears(self, word: str) -> bool:
        """Whether a word may be a misspelling by ear."""
        return "by-ear" in self.rules and word not in self.vocabulary

    def heard(self, word: str) -> tuple[str, ...]:
        """The words of the data that sound like a word that is not among them, most alike first."""
        return alike(word, self._sounds) if self.hears(word) else ()

    def guesses(self, word: str) -> bool:
        """Whether a word that no text has may be a misspelling of any letter."""
        return "far-typos" in self.rules and word not in self.vocabulary

    def near(self, word: str) -> tuple[str, ...]:
        """The words of the data that are one edit away from a word that is not among them."""
        return near(word, self._listed) if self.guesses(word) else ()

    def meant(self, word: str) -> tuple[str, ...]:
        """What a word that is not among the data's may be a misspelling of, likeliest first."""
        return self.heard(word) or self.near(word)


def parts() -> tuple[str, ...]:
    """What may be left out of the language to see what it is worth: files of synonyms, and rules."""
    return (*(place.stem for place in _files()), *sorted(RULES))


def indonesian(without: Collection[str] = ()) -> Language:
    """The language data that ships with the library, less the parts named. Raises ValueError for an unknown part."""
    return _read(frozenset(without))


@cache
def _read(without: frozenset[str]) -> Language:
    if without - {*parts()}:
        raise ValueError(f"language: there is no part {sorted(without - {*parts()})}")
    rows = [tuple(line.split("\t")) for place in _files() if place.stem not in without for line in _lines(place)]
    stop_words = frozenset(_words(_FOLDER / "stop_words.txt"))
    return Language(
        stop_words=stop_words,
        synonyms=asked(collect(rows), stop_words),
        spelled=frozenset(_words(_FOLDER / "words.txt")),
        complete=frozenset(_words(_FOLDER / "whole_words.txt")),
        others=_led(_FOLDER / "other_things.tsv"),
        kin=_led(_FOLDER / "kin.tsv"),
        rules=RULES - without,
    )


def collect(rows: Iterable[tuple[str, ...]]) -> dict[Phrase, tuple[Phrase, ...]]:
    """Synonyms from rows of kind, words, finds.

    `both` pairs all words. `one` leads from words to finds only; whatever pairs with a word leads there too, and
    whatever pairs with a find is found. What is found already is left out: `sales executive` of `sales`, and of two
    phrases the longer that holds the other.
    """
    read = [_row(*row) for row in rows]
    found: dict[Phrase, dict[Phrase, None]] = {}
    for keys, values in read:
        if not values:
            for key, value in permutations(keys, 2):
                found.setdefault(key, {})[value] = None
    pairs = {key: tuple(mates) for key, mates in found.items()}
    for keys, values in read:
        left = dict.fromkeys(word for key in keys for word in (key, *pairs.get(key, ())))
        right = dict.fromkeys(word for value in values for word in (value, *pairs.get(value, ())))
        for key, value in product(left, right):
            if key != value:
                found.setdefault(key, {})[value] = None
    needed = {key: _needed(key, tuple(values)) for key, values in found.items()}
    return {key: values for key, values in needed.items() if values}


def asked(
    synonyms: Mapping[Phrase, tuple[Phrase, ...]], stop_words: Collection[str]
) -> dict[Phrase, tuple[Phrase, ...]]:
    """Synonyms with keys as a query has them: less the stop words. Keys of which one word would be left are dropped."""
    found: dict[Phrase, dict[Phrase, None]] = {}
    for key, values in synonyms.items():
        left = tuple(word for word in key if word not in stop_words)
        if left == key or len(left) > 1:
            found.setdefault(left, {}).update(dict.fromkeys(value for value in values if value != left))
            if left != key:
                found[left][key] = None
    return {key: tuple(values) for key, values in found.items() if values}


def _needed(key: Phrase, values: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The values that find something of their own."""
    own = {*key}
    fresh = dict.fromkeys(value for value in values if not own <= {*value})
    return tuple(value for value in fresh if len(value) == 1 or not any(part in fresh for part in _parts(value)))


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    """The shorter phrases that a phrase holds."""
    size = len(phrase)
    return (phrase[at:end] for at in range(size) for end in range(at + 1, size + 1) if end - at < size)


def _row(kind: str, left: str, right: str = "", *_source: str) -> tuple[list[Phrase], list[Phrase]]:
    keys, values = _phrases(left), _phrases(right)
    if kind not in {"both", "one"} or (kind == "one") != bool(values):
        raise ValueError(f"synonyms: cannot read the line {kind!r} {left!r}")
    return keys, values


def _phrases(cell: str) -> list[Phrase]:
    return [tuple(words) for words in map(folded, cell.split("|")) if words]


def _led(path: Path) -> dict[Phrase, tuple[Phrase, ...]]:
    """What each phrase of the first column leads to: the phrases of the second."""
    found: dict[Phrase, tuple[Phrase, ...]] = {}
    for left, right, *_source in (line.split("\t") for line in _lines(path)):
        for key in _phrases(left):
            found[key] = (*found.get(key, ()), *_phrases(right))
    return found


def _files() -> list[Path]:
    return sorted((_FOLDER / "synonyms").glob("*.tsv"))


def _words(path: Path) -> list[str]:
    return [word for line in _lines(path) for word in line.split()]


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
