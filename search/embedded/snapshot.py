"""One state of the index as a reader sees it, with what can be known once for as long as it lasts."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any, TypeVar

import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.embedded import fields
from search.results import Hits
from search.spelling import alike, by_sound, near

_ONE_EDIT, _TWO_EDITS, _OPEN_EDIT = 5, 9, 7  # letters from which a word takes one edit, two, and one while it is open
_MOST_ONE, _MOST_TWO = 150, 50
_CACHED_PAGES, _CACHED_COUNTS, _CACHED_WORDS = 64, 32, 5_000
_CHEAP = 500  # documents with the rarest word of a phrase up to which it is looked for beforehand

Typos = dict[str, int]
Key = TypeVar("Key", bound=Hashable)
Known = TypeVar("Known")
Hit = tuple[float, Any]


class Snapshot:
    """A searcher, its vocabulary, and caches that die with it."""

    def __init__(
        self, searcher: tantivy.Searcher, layout: tantivy.Schema, phrases: Collection[tuple[str, ...]] = ()
    ) -> None:
        """`phrases` are those that the index holds as terms."""
        self.searcher = searcher
        self.layout = layout
        self._terms = phrases
        self._words: list[str] = []
        self._by_letter: dict[str, list[str]] | None = None
        self._sounds: dict[str, list[str]] | None = None
        self._living: dict[str, int] = {}
        self._typos: dict[tuple[str, bool], Typos] = {}
        self._far: dict[str, tuple[str, ...]] = {}
        self._spots: dict[str, frozenset[str]] = {}
        self._splits: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._phrases: dict[tuple[str, ...], bool] = {}
        self._stamps: dict[int, int] = {}
        self._lowest: dict[str, int] = {}
        self._counts: OrderedDict[Hashable, Any] = OrderedDict()
        self._combinations: dict[str, dict[int, tuple[str, ...]]] = {}
        self._pages: OrderedDict[Hashable, Hits] = OrderedDict()

    def find(
        self, query: tantivy.Query, limit: int, column: str | None = None, descending: bool = True, offset: int = 0
    ) -> tuple[list[Hit], int]:
        """Hits by a column with its value, or by score, and how many there are in all."""
        order = tantivy.Order.Desc if descending else tantivy.Order.Asc
        result: Any = self.searcher.search(query, max(limit, 1), True, column, offset, order)
        return result.hits if limit else [], int(result.count)

    def best(self, query: tantivy.Query, limit: int, weight: str | None) -> tuple[list[Hit], int]:
        """Hits by score, weighted by a column if one is named, and how many there are in all."""
        result: Any = self.searcher.search(query, max(limit, 1), weight_by_field=weight)
        return result.hits if limit else [], int(result.count)

    def column(self, name: str, addresses: Sequence[Any]) -> list[int]:
        """A whole-number column of documents."""
        values: list[Any] = self.searcher.fast_field_values(name, list(addresses))
        return values

    def stamp_of(self, rank: int) -> int | None:
        """The stamp of about the rank-th newest document, none of a rank that goes beyond most of them."""
        rank = 1 << rank.bit_length()
        if rank > self.searcher.num_docs // 2:
            return None
        newest = tantivy.Query.all_query()
        known: Any = _remembered(
            self._stamps, rank, lambda: int(self.find(newest, 1, fields.STAMP, offset=rank - 1)[0][0][0])
        )
        return int(known)

    def kept(self, address: Any) -> bytes:
        """What is stored of a document."""
        stored: Any = self.searcher.doc(address).get_first(fields.KEPT)
        return bytes(stored)

    def frequency(self, word: str) -> int:
        """How many documents have the word, those removed lately among them."""
        return self.searcher.doc_freq(fields.TEXT, word)

    def living(self, word: str) -> int:
        """How many documents have the word, those removed not counted."""
        query = tantivy.Query.term_query(self.layout, fields.TEXT, word)
        return _remembered(self._living, word, lambda: self.find(query, 0)[1])

    def has(self, word: str) -> bool:
        """Whether the word stands in any text."""
        return bool(self.frequency(word))

    def spots(self, word: str, leads: Sequence[str]) -> frozenset[str]:
        """The leads of all spots at which any document has the word."""
        has = self.searcher.doc_freq
        return _remembered(
            self._spots, word, lambda: frozenset(lead for lead in leads if has(fields.SPOT, lead + word))
        )

    def beginning(self, prefix: str) -> tuple[str, ...]:
        """Every word that begins so."""
        return tuple(word for word, _ in self.searcher.terms_with_prefix(fields.TEXT, prefix))

    def lowest(self, column: str) -> int:
        """The lowest number of a column; below all numbers when a document has none there."""
        return _remembered(self._lowest, column, lambda: self._find_lowest(column))

    def _find_lowest(self, column: str) -> int:
        kind, lowest, highest = tantivy.FieldType.Integer, fields.SMALLEST, fields.LARGEST
        known = tantivy.Query.range_query(self.layout, column, kind, lowest, highest)
        hits, total = self.find(known, 1, column, descending=False)
        return int(hits[0][0]) if hits and total == self.searcher.num_docs else fields.SMALLEST - 1

    def combinations(self, name: str) -> dict[int, tuple[str, ...]]:
        """The codes of each combination of a varied facet, by its number."""
        return _remembered(self._combinations, name, lambda: self._find_combinations(fields.combination(name)))

    def _find_combinations(self, column: str) -> dict[int, tuple[str, ...]]:
        values = (value for value, _ in self.searcher.terms_with_prefix(column, ""))
        return {fields.numbered(value): fields.codes_of(value) for value in values}

    def typos(self, word: str, open_word: bool) -> Typos:
        """Near words and their edits: one from five letters, two from nine; one on the first letter counts two.

        An open word may also stand for the beginning of a word, with an edit only when it is long enough to be telling.
        """
        return _remembered(self._typos, (word, open_word), lambda: self._find_typos(word, open_word))

    def _find_typos(self, word: str, open_word: bool) -> Typos:
        if len(word) < _ONE_EDIT or word.isdigit():
            return {}
        most = 2 if len(word) >= _TWO_EDITS else 1
        vocabulary = self._vocabulary()
        own = vocabulary.get(word[0], [])
        near = {other: edits for other, edits in _near(word, own, most).items() if edits}
        if open_word and len(word) >= _OPEN_EDIT:
            near = _near_beginnings(word, own) | near
        if most == 2:
            others = (other for other in _near(word, self._words, 1) if other[0] != word[0])
            near |= dict.fromkeys(others, 2)
        one = sorted(other for other, edits in near.items() if edits == 1)[:_MOST_ONE]
        two = sorted(other for other, edits in near.items() if edits == 2)[:_MOST_TWO]
        return dict.fromkeys(one, 1) | dict.fromkeys(two, 2)

    def _vocabulary(self) -> dict[str, list[str]]:
        """Every word by its first letter."""
        if self._by_letter is None:
            letters: dict[str, list[str]] = {}
            self._words = [word for word in self.beginning("") if word != fields.END]
            for word in self._words:
                letters.setdefault(word[0], []).append(word)
            self._by_letter = letters
        return self._by_letter

    def heard(self, word: str) -> tuple[str, ...]:
        """Words that sound like this one, most alike first."""
        if self._sounds is None:
            self._vocabulary()
            self._sounds = by_sound(self._words)
        return alike(word, self._sounds)

    def far(self, word: str) -> tuple[str, ...]:
        """Words one edit away, whichever letter it is."""
        self._vocabulary()
        return _remembered(self._far, word, lambda: near(word, self._words)[:_MOST_ONE])

    def splits(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Neighbouring words that joined give this one (rumah sakit, 1.500.000), where the texts have them so."""
        return _remembered(
            self._splits, word, lambda: tuple(parts for parts in self._cuts(word) if self._adjacent(parts))
        )

    @staticmethod
    def _cuts(word: str) -> list[tuple[str, ...]]:
        if not word.isdigit():
            return [(word[:cut], word[cut:]) for cut in range(1, len(word))]
        head = len(word) % 3 or 3
        thousands = (word[:head], *(word[cut : cut + 3] for cut in range(head, len(word), 3)))
        return [thousands] if len(thousands) > 1 else []

    def stands(self, phrase: tuple[str, ...]) -> bool:
        """Whether a phrase may stand in any text; one that is no term is looked for only where that is cheap."""
        if phrase in self._terms:
            return bool(self.searcher.doc_freq(fields.SPOT, fields.standing(phrase)))
        return _remembered(self._phrases, phrase, lambda: self._may_stand(phrase))

    def _may_stand(self, phrase: tuple[str, ...]) -> bool:
        rarest = min(map(self.frequency, phrase))
        return rarest > _CHEAP or (rarest > 0 and self._adjacent(phrase))

    def _adjacent(self, parts: tuple[str, ...]) -> bool:
        if not all(map(self.has, parts)):
            return False
        phrase = tantivy.Query.phrase_query(self.layout, fields.TEXT, list(parts))
        return bool(self.searcher.search(phrase, limit=1, count=False).hits)

    def page(self, key: Hashable, make: Callable[[], Hits]) -> Hits:
        """A page without text."""
        return _kept(self._pages, _CACHED_PAGES, key, make)

    def counted(self, key: Hashable, make: Callable[[], Known]) -> Known:
        """Counts of a list without text: pages and choices within one facet share them."""
        known: Known = _kept(self._counts, _CACHED_COUNTS, key, make)
        return known


def _kept(cache: OrderedDict[Hashable, Known], most: int, key: Hashable, make: Callable[[], Known]) -> Known:
    """What `make` gives for a key, made once; those used last stay."""
    known = cache.pop(key, None)
    if known is None:
        known = make()
    cache[key] = known
    while len(cache) > most:
        cache.popitem(last=False)
    return known


def _remembered(cache: dict[Key, Known], key: Key, make: Callable[[], Known]) -> Known:
    """What `make` gives for a key, made once; a cache that has grown too large begins anew."""
    known = cache.get(key)
    if known is None:
        if len(cache) > _CACHED_WORDS:
            cache.clear()
        known = cache[key] = make()
    return known


def _near(word: str, words: list[str], most: int) -> Typos:
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {other: int(edits) for other, edits, _ in found}


def _near_beginnings(word: str, words: list[str]) -> Typos:
    """Longer words whose beginning is one edit away."""
    size = len(word)
    longer = [other for other in words if len(other) > size]
    found: Typos = {}
    for length in (size - 1, size, size + 1):
        near = set(_near(word, list({other[:length] for other in longer}), 1))
        found |= {other: 1 for other in longer if other[:length] in near and not other.startswith(word)}
    return found
