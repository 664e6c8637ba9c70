"""A visitor's whole sentence: which words merely ask, which mean a filter, and what is left to search.

"lowongan kerja untuk lulusan SMK di Paringin" asks for everything of one level of schooling in one district. Certain
readings only: what may as well be part of a job's name stays a word to search, and what stands in quotes is never read.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from app.domain import vacancy_filters, worker_filters
from app.domain.reading import question_facts as facts
from app.domain.reading import question_people as people
from app.domain.reading import question_words as said
from app.domain.reading.question_asking import Asking, drop_asking
from app.domain.reading.question_facts import Reading
from app.domain.reading.question_places import QuestionPlaces
from app.domain.reading.question_tokens import Sentence

_REMEMBERED = 4_096  # texts
HOME_WORK = "wfh"  # what "kerja dari rumah" is searched as: no field holds it, and its synonyms find it in texts

_FIRST_SIGNS = re.compile(r"^[\s\-–—•*·▪►>]+(?=[\w\"“”„])")
_LEADING_SIGNS = re.compile(r"(?<!\S)[^\w\s\"“”„+#&(]+(?=\w)")
_ALONE = re.compile(r"(?<!\S)[^\w\s\"“”„]+(?!\S)")
_ENDING_SIGNS = re.compile(r"[?!]+(?!\S)|[,;:]+\s*$")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")


@dataclass(frozen=True)
class Implied:
    """A filter that words of the text mean. `values` are codes, or rupiah a month as digits; `words` are as typed, and
    `spans` the places of all words that went into it."""

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


Readers = Mapping[str, Callable[[Sentence], Sequence[Reading]]]


@dataclass(frozen=True)
class Manner:
    """How one list is asked: what reads each filter, by query name, in the order of reading; the order of the chips;
    the words that ask; and whether work from home can be wished for."""

    readers: Readers
    shown: Sequence[str]
    asking: Asking = field(default_factory=Asking)
    at_home: bool = False


def for_vacancies(places: QuestionPlaces, minimum_wage: int | None = None) -> "QuestionReader":
    """Reads what somebody who looks for work asks; `minimum_wage` is what "UMR" means, rupiah a month."""
    readers: Readers = {
        "gaji_min": partial(facts.wage, minimum_wage=minimum_wage),
        "jenis": facts.kinds,
        "pendidikan": facts.levels,
        "lokasi": places.find,  # last: "SMK Paringin" is a level and a place
    }
    return QuestionReader(Manner(readers, vacancy_filters.IMPLIED, at_home=True))


def for_workers(places: QuestionPlaces) -> "QuestionReader":
    """Reads what somebody who looks for people asks."""
    readers = {
        "jenjang": people.kkni_levels,
        "penerbit": people.issuers,
        "status": people.states,
        "tersedia": people.availability,
        "pengalaman": people.experience,
        "pendidikan": people.schooling,
        "lokasi": places.find,
    }
    return QuestionReader(Manner(readers, worker_filters.IMPLIED, people.ASKING))


class QuestionReader:
    """Reads the questions of one list."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._remembered = lru_cache(_REMEMBERED)(self._read)

    def read(self, text: str, literal: Collection[str] = ()) -> Understood:
        """What a text asks for. Filters named in `literal` are not read: their words are searched."""
        return self._remembered(text, frozenset(literal))

    def _read(self, text: str, literal: frozenset[str]) -> Understood:
        sentence = Sentence(text)
        implied: list[Implied] = []
        at_home = self._manner.at_home and facts.home_work(sentence)
        for name, found in self._found(sentence, literal):
            values = tuple(dict.fromkeys(value for reading in found for value in reading.values))
            spans = tuple(sentence.span(reading.start, reading.end) for reading in found)
            words = ", ".join(dict.fromkeys(text[start:end] for start, end in spans))
            implied.append(Implied(name, values, words, _all_spans(sentence, name)))
        drop_asking(sentence, self._manner.asking)
        content = tuple(token.span for token in sentence.tokens if not token.role and token.word not in said.LITTLE)
        return Understood(_rest(sentence, at_home), tuple(implied), content)

    def _found(self, sentence: Sentence, literal: Collection[str]) -> Iterable[tuple[str, Sequence[Reading]]]:
        """What each filter reads, in the order of their chips."""
        found = {name: read(sentence) for name, read in self._manner.readers.items() if name not in literal}
        return [(name, found[name]) for name in self._manner.shown if found.get(name)]


def without_words(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without some of its words, finished with a space."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    words = _tidy(text)
    return f"{words} " if words else ""


def _all_spans(sentence: Sentence, name: str) -> tuple[tuple[int, int], ...]:
    """Every word that went into a filter, what leads to it included."""
    return tuple(token.span for token in sentence.tokens if token.role == name)


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
