"""The words of a question that merely ask: marked, never one that may carry content."""

import re
from dataclasses import dataclass

from app.domain.reading import question_words as said
from app.domain.reading.question_tokens import ASKS, Sentence


@dataclass(frozen=True)
class Asking:
    """How people ask on one list, beside what `question_words` holds for all.

    `nouns` go wherever they stand, but not behind one of `minders`; `openers` and `phrases` at the front; `leads` in
    front of what was read. `counts`: people are sought, and "butuh 3 welder", "5 orang" say how many.
    """

    nouns: frozenset[str] = frozenset()
    minders: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    openers: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    counts: bool = False


def drop_asking(sentence: Sentence, asking: Asking) -> None:
    """Mark the words that merely ask."""
    _drop_phrases(sentence, asking)
    _drop_from_the_front(sentence, asking)
    _drop_from_the_end(sentence)
    _drop_leading_to_filters(sentence, said.LITTLE | asking.leads)
    if all(token.role or (token.word in said.LITTLE and not token.quoted) for token in sentence.tokens):
        for token in sentence.tokens:
            token.role = token.role or ASKS


def _drop_phrases(sentence: Sentence, asking: Asking) -> None:
    for place, token in enumerate(sentence.tokens):
        for phrase in said.PHRASES:
            if token.word == phrase[0] and sentence.has(place, phrase):
                sentence.mark(place, place + len(phrase), ASKS)
        wishes = token.word in said.WISHES and sentence.word(place - 1) not in said.NOT
        if wishes and sentence.word(place + 1) in said.WORK | said.BECOMING:
            sentence.mark(place, place + 2, ASKS)
        if asking.counts and _is_count(token.word) and sentence.word(place + 1) in said.HEADS:
            sentence.mark(place, place + 2, ASKS)
        if token.free and (token.word in said.NOUNS or token.word in said.ANYWHERE):
            token.role = ASKS
        if token.free and token.word in said.SCHOOLED and _names_a_field(sentence, place + 1):
            token.role = ASKS
        if token.free and token.word in asking.nouns and sentence.word(place - 1) not in asking.minders:
            token.role = ASKS


def _names_a_field(sentence: Sentence, place: int) -> bool:
    return sentence.is_free(place) and sentence.word(place) not in said.SCHOOLED_GOES_ON


def _is_count(word: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,2}", word))


def _drop_from_the_front(sentence: Sentence, asking: Asking) -> None:
    """Asking words one after the other, from the beginning and again behind each noun that is asked for."""
    open_, asked = True, False
    for place, token in enumerate(sentence.tokens):
        if token.role == ASKS:
            open_ = asked = True
        elif token.role or (token.word in said.LITTLE and open_ and not asked):
            continue
        elif token.free and open_ and _asks(sentence, place, asked, asking):
            token.role = ASKS
            asked = True
        else:
            open_ = asked = False


def _asks(sentence: Sentence, place: int, asked: bool, asking: Asking) -> bool:
    word, behind = sentence.tokens[place].word, sentence.word(place + 1)
    if any(sentence.has(place, phrase) for phrase in asking.phrases):
        return True
    if word in said.WORK:
        ends = not behind or behind in said.ENGLISH_WORK or bool(sentence.tokens[place + 1].role)
        alone = asked or ends or word not in said.ENGLISH_WORK
        return alone and behind not in said.WORK_GOES_ON
    if word in said.INFO:
        return asked or behind in said.NOUNS or behind in said.WORK
    if asked and (word in said.LITTLE or re.fullmatch(r"20[2-3]\d", word)):
        return True
    if asking.counts and ((asked and _is_count(word)) or (word in said.HEADS and _stands_alone(sentence, place))):
        return True
    if asked and word in said.LEADS:
        return behind not in said.LEADS_GO_ON
    return word in said.OPENERS | asking.openers or word in said.SPOKEN_TO or word in said.SPOKEN_TO_FIRST


def _stands_alone(sentence: Sentence, place: int) -> bool:
    """Whether no job follows: "pekerja di Paringin", and not "pekerja bangunan"."""
    behind = sentence.tokens[place + 1 : place + 2]
    return not behind or bool(behind[0].role) or behind[0].word in said.LITTLE


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


def _drop_leading_to_filters(sentence: Sentence, leads: frozenset[str]) -> None:
    """ "untuk", "di", "yang" in front of what was read or at the end of what is left."""
    for place in range(len(sentence.tokens) - 1, -1, -1):
        token, behind = sentence.tokens[place], place + 1
        gone = behind < len(sentence.tokens) and bool(sentence.tokens[behind].role)
        if gone and token.free and token.word in leads:
            token.role = ASKS
