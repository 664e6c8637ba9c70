"""Places in a question. A bare name counts where it is nothing else; any other behind "di", "area" only."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.reading import question_words as said
from app.domain.reading.folding import squash
from app.domain.reading.gazetteer import is_city, lies_in
from app.domain.reading.place_names import (
    ALIASES,
    CHAT_ALIASES,
    LOOSE_IN_QUESTIONS,
    MISLEADING,
    NAMED_AFTER_IN_QUESTIONS,
    NAMED_AFTER_PLACES,
    NEVER_BARE,
    ORDINARY_WORDS,
    TOWNS,
)
from app.domain.reading.places import PlaceReader
from app.domain.reading.question_facts import Reading
from app.domain.reading.question_tokens import Sentence

_LONGEST = 4  # words of a name, what kind of region it is included
_LOOSE = ORDINARY_WORDS | LOOSE_IN_QUESTIONS
_NAMED_AFTER = NAMED_AFTER_PLACES | NAMED_AFTER_IN_QUESTIONS
_BEFORE_DISTRICTS = said.PLACE_CUES | said.NOUNS


class QuestionPlaces:
    """Finds names of regions. Names that a city and the regency around it share mean both: who types "Bekasi" looks
    in either. Districts outside the home region stand for their regency, which most postings name at best."""

    def __init__(self, places: PlaceReader, home: str) -> None:
        self._places = places
        self._home = home
        self._near = home[:2] + "." if home else "-"
        gazetteer = places.gazetteer
        wide = {key for level in ("province", "regency") for key in gazetteer.levels[level]} | set(gazetteer.aliases)
        names = {key: self._with_twin(key, places.read(key)) for key in wide - NEVER_BARE}
        names |= {
            key: self._spoken(codes) for key, codes in CHAT_ALIASES.items() if set(codes) <= gazetteer.plain.keys()
        }
        towns = {key: self._town(key) for key in TOWNS}
        names |= {key: codes for key, codes in towns.items() if codes and codes[0].startswith(self._near)}
        for key, codes in gazetteer.levels["district"].items():
            if own := tuple(code for code in codes if home and lies_in(code, home)):
                names[key] = (*own, *names.get(key, ()))
        self._names = {key: codes for key, codes in names.items() if codes}
        self._beginnings = self._first_words()

    def _spoken(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """What a chat alias stands for: as much as the name itself."""
        return self._with_twin(squash(self._places.gazetteer.plain[codes[0]]), codes)

    def _town(self, key: str) -> tuple[str, ...]:
        """The regency of a district or of districts that share the name, in the home province before others; and the
        city of the regency's name, under which boards file such towns."""
        gazetteer = self._places.gazetteer
        named = [stem] if (stem := gazetteer.stems.get(key)) else gazetteer.candidates(key, "district")
        regencies = {code[:5] for code in named if code.startswith(self._near)} or {code[:5] for code in named}
        if len(regencies) != 1:
            return ()
        twins = gazetteer.candidates(squash(gazetteer.plain[(regency := regencies.pop())]), "regency")
        return (regency, *(twin for twin in twins if twin != regency and twin[:2] == regency[:2]))

    def _first_words(self) -> frozenset[str]:
        """Words that a name may begin with: most words of a text need no further look."""
        plain = self._places.gazetteer.plain.values()
        words = {name.lower().split()[0] for name in (*plain, *ALIASES) if name}
        return frozenset({word.strip("./-'") for word in words} | self._names.keys() | said.PLACE_KINDS)

    def _with_twin(self, key: str, codes: Sequence[str]) -> tuple[str, ...]:
        if len(codes) != 1 or not is_city(codes[0]):
            return tuple(codes)
        twins = self._places.gazetteer.candidates(key, "regency")
        return (*codes, *(twin for twin in twins if twin[:2] == codes[0][:2] and twin not in codes))

    def find(self, sentence: Sentence) -> list[Reading]:
        """Every place named, narrowest reading first where one lies in the next."""
        found = list(self._named(sentence))
        for reading in found:
            start = reading.start
            while start > 0 and sentence.tokens[start - 1].free and self._leads(sentence, start):
                start -= 1
            sentence.mark(start, reading.end, "lokasi")
        return self._narrowed(sentence, found)

    def _leads(self, sentence: Sentence, start: int) -> bool:
        """Whether the word before belongs to a place: "di", "daerah", "kota"."""
        return sentence.word(start - 1) in said.PLACE_CUES and not sentence.tokens[start].apart

    def _named(self, sentence: Sentence) -> Iterator[Reading]:
        place = 0
        while place < len(sentence.tokens):
            reading = self._at(sentence, place)
            if reading is not None:
                yield reading
            place = reading.end if reading else place + 1

    def _at(self, sentence: Sentence, place: int) -> Reading | None:
        """The longest name that starts here and means a place."""
        if sentence.word(place) not in self._beginnings:
            return self._cued_district(sentence, place)
        for length in range(min(_LONGEST, len(sentence.tokens) - place), 0, -1):
            tokens = sentence.tokens[place : place + length]
            if not all(token.free for token in tokens) or any(token.apart for token in tokens[1:]):
                continue
            words = [token.word for token in tokens]
            codes = self._of_words(words)
            if codes and self._means_place(sentence, place, length):
                return Reading(place, place + length, codes)
        return self._cued_district(sentence, place)

    def _of_words(self, words: Sequence[str]) -> tuple[str, ...]:
        key = "".join(words)
        if key in self._names:
            return self._names[key]
        named = len(words) > 1 and not said.LITTLE.intersection(words)  # "kota dan lalu lintas" is none
        if named and (words[0] in said.PLACE_KINDS or words[-1] in {"kota", "kab", "kabupaten"}):
            return self._home_first(" ".join(words))
        return ()

    def _home_first(self, name: str) -> tuple[str, ...]:
        """A name with its kind, in the home region if there is one. "Kota" is said of a regency's town too, and boards
        mix the two up."""
        kind, _, bare = name.partition(" ")
        if kind in {"kec", "kecamatan"}:
            named = self._places.gazetteer.candidates(bare.replace(" ", ""), "district")
            if own := tuple(code for code in named if self._home and lies_in(code, self._home)):
                return own
        codes = self._places.read(name)
        if "kota" in (kind, name.rpartition(" ")[2]):
            return self._with_twin("".join(word for word in name.split() if word != "kota"), codes)
        return codes

    def _means_place(self, sentence: Sentence, place: int, length: int) -> bool:
        words = [sentence.word(place + step) for step in range(length)]
        before, behind = sentence.word(place - 1), sentence.word(place + length)
        name = " ".join(words)
        cued = before in said.PLACE_CUES and not sentence.tokens[place].apart
        if f"{words[0]} {words[1] if length > 1 else behind}" in MISLEADING:
            return False
        named_after = before in _NAMED_AFTER and not sentence.tokens[place - 1].role
        if named_after and not sentence.tokens[place].apart:
            return False
        if words[0] in said.PLACE_KINDS or cued:
            return True
        if any(token.word in said.FIRMS for token in sentence.tokens[:place]):
            return False
        if name in _LOOSE:
            apart = sentence.starts_segment(place) and sentence.ends_segment(place + length)
            return apart and len(sentence.tokens) > length and name not in CHAT_ALIASES
        if name in CHAT_ALIASES:
            loose_ends = said.LITTLE | said.CLOSERS | said.ANYWHERE | said.LEVEL_CUES
            named = place == 0 or before in said.NOUNS | said.WORK
            return named or sentence.ends_segment(place + length) or behind in loose_ends
        return True

    def _cued_district(self, sentence: Sentence, place: int) -> Reading | None:
        """A district elsewhere, behind a word that leaves no doubt; it stands for its regency. One near by may stand
        right behind "loker" as well."""
        before = sentence.word(place - 1)
        if before not in _BEFORE_DISTRICTS or not sentence.tokens[place].free or sentence.tokens[place].apart:
            return None
        for length in range(min(_LONGEST, len(sentence.tokens) - place), 0, -1):
            tokens = sentence.tokens[place : place + length]
            if not all(token.free for token in tokens) or any(token.apart for token in tokens[1:]):
                continue
            codes = self._town("".join(token.word for token in tokens))
            near = any(code.startswith(self._near) for code in codes)
            firm = near or (before in said.PLACE_CUES and (length > 1 or before in said.FIRM_PLACE_CUES))
            if codes and firm and self._ends(sentence, place + length):
                return Reading(place, place + length, codes)
        return None

    def _ends(self, sentence: Sentence, place: int) -> bool:
        """Whether a name can end before this place: nothing follows that could belong to it."""
        word = sentence.word(place)
        if sentence.ends_segment(place) or sentence.tokens[place].role:
            return True
        return word in said.LITTLE | said.CLOSERS | said.LEVEL_CUES or word in self._names

    def _narrowed(self, sentence: Sentence, found: list[Reading]) -> list[Reading]:
        """ "Paringin, Balangan, Kalsel" is one place. Neighbours that name a region in another are read as one."""
        if len(found) < 2:
            return found
        beside = all(self._touch(sentence, one, two) for one, two in pairwise(found))
        if beside and len(found) <= 3 and (one := self._as_one(sentence, found)):
            return one
        every = [code for reading in found for code in reading.values]
        kept = {code for code in every if not any(other != code and lies_in(other, code) for other in every)}
        return [Reading(one.start, one.end, tuple(code for code in one.values if code in kept)) for one in found]

    def _as_one(self, sentence: Sentence, found: list[Reading]) -> list[Reading]:
        """Names that together are one region, if they are, with its twin where the name is shared."""
        start, end = sentence.span(found[0].start, found[-1].end)
        codes = self._places.read(sentence.text[start:end])
        outer = [reading for reading in found if not any(code in codes for code in reading.values)]
        if len(codes) != 1 or not any(lies_in(codes[0], code) for reading in outer for code in reading.values):
            return []
        twins = [code for reading in found if codes[0] in reading.values for code in reading.values]
        near = [code for code in twins if code[:2] == codes[0][:2]]
        return [Reading(found[0].start, found[-1].end, tuple(dict.fromkeys((*codes, *near))))]

    @staticmethod
    def _touch(sentence: Sentence, one: Reading, two: Reading) -> bool:
        between = range(one.end, two.start)
        return all(sentence.tokens[place].role == "lokasi" for place in between)
