"""From the words of a query to the ways in which a document may answer them.

The words stand in a row. An edge covers one or several neighbouring words and lists what it accepts; a document answers
when a path of edges leads from the first word to the last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import NamedTuple

from search.embedded.snapshot import Snapshot
from search.language import Language
from search.text import LONGEST
from search.wording import Wording

_JOINED = 3  # neighbouring words that are also tried as one
_MOST_PATHS = 12
MOST_FIRST = 8  # words of a query up to which those in the first field rank before exactness; more are a whole title


class Cost(NamedTuple):
    """How far a match is from what was typed: edits first, then whether it is the very word."""

    typos: int = 0
    exact: bool = False


_FREE, _FAR = Cost(), Cost(typos=2)


@dataclass(frozen=True)
class Edge:
    """What answers the words start..end: single words, every word that begins with `prefix`, or phrases.

    `beginnings` are the words that begin with the prefix.
    """

    start: int
    end: int
    words: dict[str, Cost] = field(default_factory=dict)
    prefix: str = ""
    beginnings: tuple[str, ...] = ()
    prefix_cost: Cost = _FREE
    phrases: dict[tuple[str, ...], Cost] = field(default_factory=dict)

    @property
    def span(self) -> int:
        return self.end - self.start


Path = tuple[Edge, ...]
Options = tuple[dict[str, Cost], dict[tuple[str, ...], Cost]]  # words and phrases that answer


@dataclass(frozen=True)
class Plan:
    """Blocks of words that are answered apart from each other, each by any of its paths.

    A `titled` plan is answered by the first field only.
    """

    wording: Wording
    blocks: tuple[tuple[Path, ...], ...]
    titled: bool = False

    @property
    def size(self) -> int:
        return len(self.wording.words)

    @property
    def edges(self) -> list[Edge]:
        return list({id(edge): edge for block in self.blocks for path in block for edge in path}.values())

    def as_typed(self) -> "Plan":
        """The plan of the same words with nothing but the words as typed, those that rank first."""
        words = enumerate(self.wording.words)
        edges = (Edge(place, place + 1, {word.text: Cost(exact=True)}) for place, word in words)
        return Plan(self.wording, tuple(((edge,),) for edge in edges), titled=self.size <= MOST_FIRST)

    def paths(self) -> list[Path]:
        """Whole ways through all blocks, plain ones first."""
        found: list[Path] = []
        for parts in product(*self.blocks):
            found.append(tuple(edge for part in parts for edge in part))
            if len(found) >= 4 * _MOST_PATHS:
                break
        return found


def make(wording: Wording, language: Language, snapshot: Snapshot) -> Plan:
    """Plan a query."""
    wording = _opened(wording, language, snapshot)
    size = len(wording.words)
    edges = [_single(wording, place, language, snapshot) for place in range(size)]
    edges += [edge for start in range(size) for edge in _several(wording, start, language, snapshot)]
    return Plan(wording, tuple(_blocks(size, edges)))


def matched(plan: Plan) -> frozenset[str]:
    """Every word that may have answered, for highlights."""
    found: set[str] = set()
    for edge in plan.edges:
        found.update(edge.words, edge.beginnings, *edge.phrases)
    return frozenset(found)


def _opened(wording: Wording, language: Language, snapshot: Snapshot) -> Wording:
    """A whole word that no text has, nor what it stands for, is the beginning of a word after all."""
    *before, last = wording.words
    if not last.whole:
        return wording
    meanings = ((last.text,), *language.synonyms.get((last.text,), ()))
    if any(all(map(snapshot.has, phrase)) for phrase in meanings):
        return wording
    return replace(wording, words=(*before, replace(last, open=True, whole=False)))


def _single(wording: Wording, place: int, language: Language, snapshot: Snapshot) -> Edge:
    wanted = wording.words[place]
    text = wanted.text
    exact = {text: Cost(exact=True)}
    if wanted.quoted:
        return Edge(place, place + 1, exact)
    beginnings = snapshot.beginning(text) if wanted.open else ()
    words, phrases = _misspelt(text, language, snapshot)
    if text not in language.known:
        near = snapshot.typos(text, wanted.open).items()
        words = {word: Cost(typos=edits) for word, edits in near} | words
    if not (words or phrases or beginnings or snapshot.has(text)):
        words, phrases = _guessed(text, language, snapshot)
    splits = {parts: Cost(typos=1) for parts in snapshot.splits(text)}
    alike, alike_phrases = _synonyms((text,), language)
    words, phrases = _standing((words | alike, phrases | splits | alike_phrases), snapshot)
    return Edge(
        place,
        place + 1,
        words | exact,
        prefix=text if wanted.open else "",
        beginnings=beginnings,
        phrases=phrases,
    )


def _misspelt(word: str, language: Language, snapshot: Snapshot) -> Options:
    """What a word stands for by ear: words that sound alike, and what those of the language find too."""
    if not language.hears(word):
        return {}, {}
    words, phrases = _meanings(language.heard(word), language, Cost(typos=1))
    return words | dict.fromkeys(snapshot.heard(word), Cost(typos=1)), phrases


def _guessed(word: str, language: Language, snapshot: Snapshot) -> Options:
    """What a word that no text has may stand for: words one edit away, and what those of the language find too."""
    if not language.guesses(word):
        return {}, {}
    words, phrases = _meanings(language.near(word), language, _FAR)
    return words | dict.fromkeys(snapshot.far(word), _FAR), phrases


def _meanings(known: Iterable[str], language: Language, cost: Cost) -> Options:
    words: dict[str, Cost] = {}
    phrases: dict[tuple[str, ...], Cost] = {}
    for word in known:
        more, longer = _synonyms((word,), language, cost)
        words |= more
        phrases |= longer
    return words, phrases


def _standing(options: Options, snapshot: Snapshot) -> Options:
    """Those that stand in any text: a phrase sought in vain costs as much as one that is found."""
    words, phrases = options
    return (
        {word: cost for word, cost in words.items() if snapshot.has(word)},
        {phrase: cost for phrase, cost in phrases.items() if snapshot.stands(phrase)},
    )


def _several(wording: Wording, start: int, language: Language, snapshot: Snapshot) -> Iterator[Edge]:
    """Edges over neighbouring words: joined into one word, or a synonym of them together."""
    for end in range(start + 2, min(start + max(_JOINED, language.longest), len(wording.words)) + 1):
        wanted = wording.words[start:end]
        if any(word.quoted for word in wanted):
            return
        words, phrases = _standing(_synonyms(tuple(word.text for word in wanted), language), snapshot)
        joined = "".join(word.text for word in wanted) if end - start <= _JOINED else ""
        beginnings: tuple[str, ...] = ()
        if joined and len(joined) <= LONGEST:
            if snapshot.has(joined):
                words = {joined: Cost(typos=1)} | words
            beginnings = snapshot.beginning(joined) if wanted[-1].open else ()
        if words or phrases or beginnings:
            prefix = joined if beginnings else ""
            yield Edge(start, end, words, prefix, beginnings, Cost(typos=1), phrases)


def _synonyms(key: tuple[str, ...], language: Language, cost: Cost = _FREE) -> Options:
    found = language.synonyms.get(key, ())
    return {value[0]: cost for value in found if len(value) == 1}, {v: cost for v in found if len(v) > 1}


def _blocks(size: int, edges: list[Edge]) -> Iterator[tuple[Path, ...]]:
    """Cut the row of words where no edge reaches across."""
    start = 0
    for end in range(1, size + 1):
        if any(edge.start < end < edge.end for edge in edges):
            continue
        inside = [edge for edge in edges if start <= edge.start and edge.end <= end]
        yield tuple(islice(_ways(start, end, inside), _MOST_PATHS))
        start = end


def _ways(start: int, end: int, edges: list[Edge]) -> Iterator[Path]:
    if start == end:
        yield ()
        return
    for edge in sorted((edge for edge in edges if edge.start == start), key=lambda edge: edge.span):
        for rest in _ways(edge.end, end, edges):
            yield (edge, *rest)
