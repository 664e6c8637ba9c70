"""The contract once more, as plainly as can be: every document is looked at, nothing is indexed, nothing is fast."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from search.language import Language
from search.query import SearchQuery
from search.schema import Document, IndexSchema
from search.spelling import sound
from search.text import folded
from search.wording import Wanted, Wording, read

FAR = 7
MOST_FIRST = 8  # words of a query up to which the first field counts before exactness
Place = tuple[int, int, int]  # field, first and last position
Way = list[tuple[int, int, int, list[Place]]]  # words covered, edits, exact words, where


def edits(one: str, two: str) -> int:
    """Insertions, deletions, changes and swaps of neighbours that lead from one word to the other."""
    rows = [[max(i, j) if not i or not j else 0 for j in range(len(two) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(two) + 1):
            change = rows[i - 1][j - 1] + (one[i - 1] != two[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change)
            if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def typos(wanted: Wanted, word: str) -> int | None:
    """The edits by which a word answers, or None."""
    size = len(wanted.text)
    if size < 5 or wanted.text.isdigit():
        return None
    far = edits(wanted.text, word)
    if wanted.text[0] != word[0]:
        far = 2 if far == 1 else 9
    elif wanted.open and size >= 7 and far > 1:
        heads = (word[:length] for length in (size - 1, size, size + 1) if len(word) > size)
        far = 1 if any(edits(wanted.text, head) <= 1 for head in heads) else far
    return far if 0 < far <= (2 if size >= 9 else 1) else None


def sounds_like(one: str, two: str) -> bool:
    """Whether a word is heard as another."""
    return bool(sound(one)) and sound(one) == sound(two)


def one_edit(one: str, two: str) -> bool:
    """Whether words of four letters and more differ by one edit, whichever letter it is."""
    return len(one) >= 4 and not one.isdigit() and edits(one, two) == 1


def cost_of(wanted: tuple[Wanted, ...], word: str, language: Language, guessed: bool) -> tuple[int, int] | None:
    """Edits and minus exact words by which a single word answers, or None."""
    whole = "".join(part.text for part in wanted)
    joined = 1 if len(wanted) > 1 else 0
    if joined and (len(wanted) > 3 or any(part.quoted for part in wanted)):
        return None
    if word == whole:
        return (joined, 0 if joined else -1)
    if wanted[-1].open and word.startswith(whole):
        return (joined, 0)
    if joined or wanted[0].quoted:
        return None
    if language.hears(whole) and sounds_like(whole, word):
        return (1, 0)
    far = None if whole in language.known else typos(wanted[0], word)
    if far is None and guessed and one_edit(whole, word):
        far = 2
    return None if far is None else (far, 0)


def phrase_places(texts: Sequence[Sequence[str]], phrase: Sequence[str]) -> list[Place]:
    """Where words stand side by side."""
    found = []
    for field, text in enumerate(texts):
        if phrase[0] not in text:
            continue
        for start in range(len(text) - len(phrase) + 1):
            if list(text[start : start + len(phrase)]) == list(phrase):
                found.append((field, start, start + len(phrase) - 1))
    return found


def cuts(word: str) -> list[list[str]]:
    """The word cut in two, or a number cut into thousands."""
    if word.isdigit():
        grouped = f"{int('1' + word):,}"[1:].lstrip(",") if len(word) > 3 else word
        return [grouped.split(",")] if "," in grouped else []
    return [[word[:cut], word[cut:]] for cut in range(1, len(word))]


class Model:
    """Documents and how they answer."""

    def __init__(self, documents: Sequence[Document], schema: IndexSchema, language: Language) -> None:
        self.schema = schema
        self.language = language
        self.documents = {document.id: document for document in documents}
        self.texts = {d.id: [folded(d.text.get(name, "")) for name in schema.text] for d in documents}
        self._vocabulary = {word for texts in self.texts.values() for text in texts for word in text}
        self._first_counts = True
        self._known: dict[tuple[Wanted, ...], dict[str, tuple[int, int]]] = {}

    def keys(self, text: str) -> dict[int, tuple[int, ...]]:
        """Every document that answers the text, with its place in the order (lower first)."""
        wording = self._opened(read(text, self.language.stop_words, self.language.whole))
        found = {i: self.key(wording, texts) if wording.words else () for i, texts in self.texts.items()}
        return {i: key for i, key in found.items() if key is not None}

    def _opened(self, wording: Wording) -> Wording:
        """A whole word that no text has, nor the words of what it stands for, is a beginning."""
        words = list(wording.words)
        if words and words[-1].whole:
            meanings = [(words[-1].text,), *self.language.synonyms.get((words[-1].text,), ())]
            if not any({*meaning} <= self._vocabulary for meaning in meanings):
                words[-1] = Wanted(words[-1].text, open=True)
        return replace(wording, words=tuple(words))

    def order(self, query: SearchQuery, answers: dict[int, tuple[int, ...]]) -> list[int]:
        """The ids of all hits, best first."""
        keys = {}
        for identity, key in answers.items():
            document = self.documents[identity]
            if self._passes(document, query, ""):
                keys[identity] = (self._sort_key(document, query), key if query.sort is None else ())
        return sorted(keys, key=lambda i: (*keys[i], -(self.documents[i].numbers["published_at"] or 0), -i))

    def facets(self, query: SearchQuery, answers: dict[int, tuple[int, ...]]) -> dict[str, dict[str, int]]:
        """Disjunctive counts."""
        counts: dict[str, dict[str, int]] = {name: {} for name in query.facets}
        for identity in answers:
            document = self.documents[identity]
            for name in query.facets:
                if self._passes(document, query, self.schema.filter_of(name)):
                    for value in document.keywords[name]:
                        counts[name][value] = counts[name].get(value, 0) + 1
        return counts

    def _passes(self, document: Document, query: SearchQuery, without: str) -> bool:
        chosen = [(name, values) for name, values in query.filters.items() if name != without] + [*query.must.items()]
        for name, values in chosen:
            if values and not set(values) & set(document.keywords[name]):
                return False
        for name, bounds in query.ranges.items():
            value = document.numbers[name]
            if value is None or not (bounds.low or -(10**9)) <= value <= (bounds.high or 10**12):
                return False
        return True

    def _sort_key(self, document: Document, query: SearchQuery) -> tuple[int, int]:
        if query.sort is None:
            return (0, 0)
        sort = self.schema.sorts[query.sort]
        value = document.numbers[sort.field]
        return (1, 0) if value is None else (0, -value if sort.descending else value)

    def key(self, wording: Wording, texts: list[list[str]]) -> tuple[int, ...] | None:
        """The document's place in the order (lower first), or None when it does not answer."""
        for start, end in wording.phrases:
            if not phrase_places(texts, [word.text for word in wording.words[start:end]]):
                return None
        self._first_counts = len(wording.words) <= MOST_FIRST
        keys = [self._key_of(way, wording, texts) for way in self._ways(wording.words, 0, texts)]
        return min(keys, default=None)

    def _key_of(self, way: Way, wording: Wording, texts: list[list[str]]) -> tuple[int, ...]:
        edited = sum(step[1] for step in way)
        exact = sum(step[2] for step in way)
        whole = not edited and exact == len(wording.words) and texts[0] == list(wording.typed)
        firsts = [(step[0], min(step[3])) for step in way]
        return (
            edited,
            sum(span for span, place in firsts if place[0]) if self._first_counts else 0,
            -exact,
            not whole,
            sum(self._apart(one[3], two[3]) for one, two in pairwise(way)),
            sum(span * place[0] for span, place in firsts),
            sum(span * self._coarse(place[1]) for span, place in firsts),
        )

    @staticmethod
    def _coarse(position: int) -> int:
        return sum(position > step for step in (0, 1, 4, 7, 11, 16, 24, 64, 256, 1024))

    @staticmethod
    def _apart(one: list[Place], two: list[Place]) -> int:
        best = FAR
        for field, start, end in one:
            for other, first, last in two:
                if field == other and first > end:
                    best = min(best, first - end - 1)
                elif field == other and first < start:
                    best = min(best, max(start - last, 0))
        return best

    def _ways(self, words: Sequence[Wanted], start: int, texts: list[list[str]]) -> Iterator[Way]:
        if start == len(words):
            yield []
            return
        for end in range(start + 1, len(words) + 1):
            step = self._step(words[start:end], texts)
            if step:
                for rest in self._ways(words, end, texts):
                    yield [step, *rest]

    def _step(self, wanted: Sequence[Wanted], texts: list[list[str]]) -> tuple[int, int, int, list[Place]] | None:
        """The best kind of match for neighbouring words and all its places."""
        kinds: dict[tuple[int, int], list[Place]] = {}
        for phrase, cost in self._phrases(wanted):
            kinds.setdefault(cost, []).extend(phrase_places(texts, phrase))
        answers = self._answers(tuple(wanted))
        for field, text in enumerate(texts):
            for position, word in enumerate(text):
                if word in answers:
                    kinds.setdefault(answers[word], []).append((field, position, position))
        found = {cost: places for cost, places in kinds.items() if places}
        if not found:
            return None
        best = min(found, key=lambda cost: (cost[0], self._first_counts and min(found[cost])[0] > 0, cost[1]))
        return len(wanted), best[0], -best[1], sorted(set(found[best]))

    def _answers(self, wanted: tuple[Wanted, ...]) -> dict[str, tuple[int, int]]:
        """Every single word of the documents that answers neighbouring words, with its cost."""
        if wanted not in self._known:
            guessed = self._guesses(wanted[-1])
            costs = {word: cost_of(wanted, word, self.language, guessed) for word in self._vocabulary}
            self._known[wanted] = {word: cost for word, cost in costs.items() if cost}
        return self._known[wanted]

    def _guesses(self, word: Wanted) -> bool:
        """Whether nothing else answers the word, so that any letter of it may be wrong."""
        heard = (key for key in self.language.synonyms if len(key) == 1 and self.language.hears(word.text))
        there = any(sounds_like(word.text, key[0]) for key in heard) or any(
            cost_of((word,), other, self.language, False) for other in self._vocabulary
        )
        return not there and self.language.guesses(word.text)

    def _phrases(self, wanted: Sequence[Wanted]) -> Iterator[tuple[list[str], tuple[int, int]]]:
        if any(word.quoted for word in wanted):
            return
        for value in self.language.synonyms.get(tuple(word.text for word in wanted), ()):
            yield list(value), (0, 0)
        if len(wanted) == 1:
            for parts in cuts(wanted[0].text):
                yield parts, (1, 0)
            yield from self._meant(wanted[0])

    def _meant(self, word: Wanted) -> Iterator[tuple[list[str], tuple[int, int]]]:
        """What the known words find that a misspelling may stand for."""
        guessed = self._guesses(word)
        for key, values in self.language.synonyms.items():
            if len(key) == 1 and self.language.hears(word.text) and sounds_like(word.text, key[0]):
                yield from ((list(value), (1, 0)) for value in values)
            elif len(key) == 1 and guessed and one_edit(word.text, key[0]):
                yield from ((list(value), (2, 0)) for value in values)
