"""A visitor's whole sentence: which words merely ask, which mean a filter, and what is left to search.

"lowongan kerja untuk lulusan SMK di Paringin" asks for everything of one level of schooling in one district. Certain
readings only: what may as well be part of a job's name stays a word to search, and what stands in quotes is never read.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.reading import question_facts as facts
from app.domain.reading import question_words as said
from app.domain.reading.places import PlaceReader
from app.domain.reading.question_places import QuestionPlaces
from app.domain.reading.question_tokens import ASKS, Sentence
from app.domain.vacancy_filters import IMPLIED

_REMEMBERED = 4_096  # texts
HOME_WORK = "wfh"  # what "kerja dari rumah" is searched as: no field holds it, and its synonyms find it in texts

_FIRST_SIGNS = re.compile(r"^[\s\-–—•*·▪►>]+(?=[\w\"“”„])")
_LEADING_SIGNS = re.compile(r"(?<!\S)[^\w\s\"“”„+#&(]+(?=\w)")
_ALONE = re.compile(r"(?<!\S)[^\w\s\"“”„]+(?!\S)")
_ENDING_SIGNS = re.compile(r"[?!]+(?!\S)|[,;:]+\s*$")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")


@dataclass(frozen=True)
class Implied:
    """A filter that words of the text mean. `values` are codes, or rupiah a month as digits; `words` are as typed."""

    name: str
    values: tuple[str, ...]
    words: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Understood:
    """`text` is what is left to search; `content` are the places of its telling words in what was typed."""

    text: str
    implied: tuple[Implied, ...] = ()
    content: tuple[tuple[int, int], ...] = ()


class QuestionReader:
    """Reads questions for one office: `home` is its region, whose districts go by their bare names, and `minimum_wage`
    what "UMR" means there."""

    def __init__(self, places: PlaceReader, home: str = "", minimum_wage: int | None = None) -> None:
        self._places = QuestionPlaces(places, home)
        self._minimum_wage = minimum_wage
        self._remembered = lru_cache(_REMEMBERED)(self._read)

    def read(self, text: str, literal: Collection[str] = ()) -> Understood:
        """What a text asks for. Filters named in `literal` are not read: their words are searched."""
        return self._remembered(text, frozenset(literal))

    def _read(self, text: str, literal: frozenset[str]) -> Understood:
        sentence = Sentence(text)
        implied: list[Implied] = []
        at_home = facts.home_work(sentence)
        for name, found in self._found(sentence, literal):
            values = tuple(dict.fromkeys(value for reading in found for value in reading.values))
            spans = tuple(sentence.span(reading.start, reading.end) for reading in found)
            words = ", ".join(dict.fromkeys(text[start:end] for start, end in spans))
            implied.append(Implied(name, values, words, _all_spans(sentence, name)))
        _drop_asking(sentence)
        content = tuple(token.span for token in sentence.tokens if not token.role and token.word not in said.LITTLE)
        return Understood(_rest(sentence, at_home), tuple(implied), content)

    def _found(self, sentence: Sentence, literal: Collection[str]) -> Iterable[tuple[str, Sequence[facts.Reading]]]:
        """What each filter reads, in the order of their chips. Places come last: "SMK Paringin" is a level and one."""
        found: dict[str, list[facts.Reading]] = {}
        if "gaji_min" not in literal:
            found["gaji_min"] = facts.wage(sentence, self._minimum_wage)
        if "jenis" not in literal:
            found["jenis"] = facts.kinds(sentence)
        if "pendidikan" not in literal:
            found["pendidikan"] = facts.levels(sentence)
        if "lokasi" not in literal:
            found["lokasi"] = self._places.find(sentence)
        return [(name, found[name]) for name in IMPLIED if found.get(name)]


def without_words(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without some of its words, finished with a space."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    words = _tidy(text)
    return f"{words} " if words else ""


def _all_spans(sentence: Sentence, name: str) -> tuple[tuple[int, int], ...]:
    """Every word that went into a filter, what leads to it included."""
    return tuple(token.span for token in sentence.tokens if token.role == name)


def _drop_asking(sentence: Sentence) -> None:
    """Mark the words that merely ask."""
    _drop_phrases(sentence)
    _drop_from_the_front(sentence)
    _drop_from_the_end(sentence)
    _drop_leading_to_filters(sentence)
    if all(token.role or (token.word in said.LITTLE and not token.quoted) for token in sentence.tokens):
        for token in sentence.tokens:
            token.role = token.role or ASKS


def _drop_phrases(sentence: Sentence) -> None:
    for place, token in enumerate(sentence.tokens):
        for phrase in said.PHRASES if token.word in said.PHRASE_FIRST_WORDS else ():
            if sentence.has(place, phrase):
                sentence.mark(place, place + len(phrase), ASKS)
        if token.word in said.WISHES and sentence.word(place + 1) in said.WORK | said.BECOMING:
            sentence.mark(place, place + 2, ASKS)
        if token.free and (token.word in said.NOUNS or token.word in said.ANYWHERE):
            token.role = ASKS


def _drop_from_the_front(sentence: Sentence) -> None:
    """Asking words one after the other, from the beginning and again behind each noun that is asked for."""
    open_, asked = True, False
    for place, token in enumerate(sentence.tokens):
        if token.role == ASKS:
            open_ = asked = True
        elif token.role or (token.word in said.LITTLE and open_ and not asked):
            continue
        elif token.free and open_ and _asks(sentence, place, asked):
            token.role = ASKS
            asked = True
        else:
            open_ = asked = False


def _asks(sentence: Sentence, place: int, asked: bool) -> bool:
    word, behind = sentence.tokens[place].word, sentence.word(place + 1)
    if word in said.WORK:
        ends = not behind or behind in said.ENGLISH_WORK or bool(sentence.tokens[place + 1].role)
        alone = asked or ends or word not in said.ENGLISH_WORK
        return alone and behind not in said.WORK_GOES_ON
    if word in said.INFO:
        return asked or behind in said.NOUNS or behind in said.WORK
    if asked and (word in said.LITTLE or re.fullmatch(r"20[2-3]\d", word)):
        return True
    if asked and word in said.LEADS:
        return behind not in said.LEADS_GO_ON
    return word in said.OPENERS or word in said.SPOKEN_TO or word in said.SPOKEN_TO_FIRST


def _drop_from_the_end(sentence: Sentence) -> None:
    """Particles and persons spoken to, from the last word backward; a text of nothing else was read already."""
    for place in range(len(sentence.tokens) - 1, 0, -1):
        token = sentence.tokens[place]
        if token.role:
            continue
        if not token.free or not _closes(sentence, place):
            return
        token.role = ASKS


def _closes(sentence: Sentence, place: int) -> bool:
    word = sentence.word(place)
    if word in said.NO and place + 1 == len(sentence.tokens):
        asks_whether = any(token.word in said.WHETHER for token in sentence.tokens[:place])
        return asks_whether and sentence.word(place - 1) not in said.OFFICES
    return word in said.CLOSERS or word in said.SPOKEN_TO


def _drop_leading_to_filters(sentence: Sentence) -> None:
    """ "untuk", "di", "yang" in front of what was read or at the end of what is left."""
    for place in range(len(sentence.tokens) - 1, -1, -1):
        token, behind = sentence.tokens[place], place + 1
        gone = behind < len(sentence.tokens) and bool(sentence.tokens[behind].role)
        if gone and token.free and token.word in said.LITTLE:
            token.role = ASKS


def _rest(sentence: Sentence, at_home: bool) -> str:
    """What is left: the text itself when nothing was read, else its words, the last one open if it was typed last."""
    text = sentence.text
    if not any(token.role for token in sentence.tokens):
        return _FIRST_SIGNS.sub("", text)
    for start, end in sorted((token.span for token in sentence.tokens if token.role), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    rest = _tidy(text)
    if at_home:
        return f"{rest} {HOME_WORK} ".lstrip()
    last = sentence.tokens[-1]
    is_open = not last.role and not sentence.text[-1].isspace()
    return rest if is_open or not rest else f"{rest} "


def _tidy(text: str) -> str:
    """Without signs that stand alone, before or behind a word, and doubled spaces."""
    bare = _ALONE.sub(" ", _ENDING_SIGNS.sub("", _EMPTY_BRACKETS.sub(" ", text)))
    return " ".join(_LEADING_SIGNS.sub("", bare).split())
