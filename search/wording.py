"""What a visitor's text asks for, decided once for every engine.

Double quotes make phrases; a leading minus, bullets and other signs mean nothing; stop words count only when nothing
else is there; the last word is open (may go on) unless something follows it or it is a whole word by the language; ten
content words count.
"""

from bisect import bisect
from collections.abc import Collection
from dataclasses import dataclass

from search.text import Word, words

MOST_WORDS = 10
LONGEST_TEXT = 20_000

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"') | {"\0": None})


@dataclass(frozen=True)
class Wanted:
    """One word of the query. Quoted words are literal; an open word also stands for words that begin with it.

    A whole word would be open by its place: it is no beginning unless nothing has it as a word.
    """

    text: str
    quoted: bool = False
    open: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Wording:
    """The words that count, the phrases among them as (start, end) spans, and what was typed.

    `typed` holds every folded word as typed, stop words included: a title that equals it is the best hit there is.
    `ignored` holds the content words beyond the tenth in their original spelling.
    """

    words: tuple[Wanted, ...] = ()
    phrases: tuple[tuple[int, int], ...] = ()
    typed: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def bare(self) -> tuple[str, ...]:
        """The words that synonyms stand for: those outside quotes."""
        return tuple(word.text for word in self.words if not word.quoted)


def read(text: str, stop_words: Collection[str], whole: Collection[str] = ()) -> Wording:
    """Read a query text; `whole` are words, and phrases, of which the last is no beginning."""
    text = text[:LONGEST_TEXT].translate(_QUOTES)
    found = words(text)
    quotes = _quoted_spans(text)
    marked = [(word, _quote_of(word, quotes)) for word in found] if quotes else [(word, None) for word in found]
    content = [pair for pair in marked if pair[1] is not None or pair[0].text not in stop_words] or marked
    kept, beyond = content[:MOST_WORDS], content[MOST_WORDS:]
    known = _ends_whole([word.text for word, _ in kept], whole)
    wanted = tuple(_wanted(word, quote is not None, len(text), known) for word, quote in kept)
    return Wording(
        words=wanted,
        phrases=_phrases([quote for _, quote in kept]),
        typed=tuple(word.text for word in found),
        ignored=tuple(text[word.start : word.end] for word, _ in beyond),
    )


def _ends_whole(texts: list[str], whole: Collection[str]) -> bool:
    """Whether the last word, alone or with those before it, is no beginning."""
    return any(" ".join(texts[start:]) in whole for start in range(len(texts)))


def _wanted(word: Word, quoted: bool, end: int, known: bool) -> Wanted:
    last = not quoted and word.end == end
    return Wanted(word.text, quoted=quoted, open=last and not known, whole=last and known)


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    """Pairs of quotes; one that is never closed means nothing (32" screens)."""
    places = [place for place, sign in enumerate(text) if sign == '"']
    return list(zip(places[::2], places[1::2], strict=False))


def _quote_of(word: Word, spans: list[tuple[int, int]]) -> int | None:
    number = bisect(spans, (word.start, 0)) - 1
    return number if number >= 0 and word.start < spans[number][1] else None


def _phrases(quotes: list[int | None]) -> tuple[tuple[int, int], ...]:
    """Spans of two and more words that share a quote."""
    spans = []
    for quote in dict.fromkeys(quotes):
        if quote is not None and quotes.count(quote) > 1:
            start = quotes.index(quote)
            spans.append((start, start + quotes.count(quote)))
    return tuple(spans)
