"""Free place text to region codes.

Decisions, each for a reason:
- A bare name that a city and the regency around it share ("Bekasi", "Bandung", "Bogor") is the city: boards that mean
  the regency write "Kab.". "Bandung Kota" and "Bandung Kabupaten" say it behind the name.
- A bare name that a province and one of its cities share ("Jambi", "Yogyakarta") is the province: the wider reading is
  never false.
- A district's name is read when it is unique in the country, or within the regency or province written beside it.
- A name without its compass word ("Cikarang") is the regency, when all districts of that stem lie in one.
- Anything else ("Kuala", "Taman", "Remote") is nothing: a gap is better than a wrong place.
"""

import re
from collections.abc import Sequence

from app.domain.reading.folding import fold, squash
from app.domain.reading.gazetteer import Gazetteer, is_area, is_city, lies_in

_SEPARATORS = re.compile(r"[,;/|()\n\[\]]+|\s[-–—]\s|\s(?:dan|and|&|atau)\s", re.IGNORECASE)
_KIND_BEFORE = (
    (re.compile(r"^(?:provinsi|propinsi|prov|province)\.? +", re.IGNORECASE), "province"),
    (re.compile(r"^(?:kabupaten|kab|regency)(?:\.|\b) *(?:administrasi )?", re.IGNORECASE), "kabupaten"),
    (re.compile(r"^(?:kota|kotamadya|kodya|city of) +(?:administrasi )?", re.IGNORECASE), "kota"),
    (re.compile(r"^(?:kecamatan|kec|distrik)(?:\.|\b) *", re.IGNORECASE), "district"),
)
_KIND_BEHIND = (
    (re.compile(r" +(?:kabupaten|kab\.?|regency)$", re.IGNORECASE), "kabupaten"),
    (re.compile(r" +(?:kota|city)$", re.IGNORECASE), "kota"),
    (re.compile(r" +province$", re.IGNORECASE), "province"),
)
_LONGEST = 160  # characters; a longer text is no place
_CACHE_SIZE = 20_000


class PlaceReader:
    """Reads place texts and remembers its answers, because boards repeat a few hundred texts."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._answers: dict[str, tuple[str, ...]] = {}

    def read(self, text: str) -> tuple[str, ...]:
        """Region codes a place text names, in its order; empty when it names none or could mean several."""
        answer = self._answers.get(text)
        if answer is None:
            answer = self._read(text) if len(text) <= _LONGEST else ()
            if len(self._answers) < _CACHE_SIZE:
                self._answers[text] = answer
        return answer

    def _read(self, text: str) -> tuple[str, ...]:
        whole = self._settle(self._candidates(text.strip()), [])
        if whole:
            return whole
        parts = [part.strip() for part in _SEPARATORS.split(text) if part and part.strip()]
        found = [self._candidates(part) or self._split_words(part) for part in parts]
        settled = [self._settle(candidates, []) for candidates in found]
        answers = []
        for position, candidates in enumerate(found):
            beside = [codes[0] for other, codes in enumerate(settled) if other != position and len(codes) == 1]
            answers.append(self._settle(candidates, beside))
        return _narrowest([code for codes in answers for code in codes])

    def _candidates(self, text: str) -> tuple[str, ...]:
        """Every region that one name may mean, best reading first; an alias or an area gives all it stands for."""
        key = squash(text)
        if key in self.gazetteer.aliases:
            return self.gazetteer.aliases[key]
        for patterns in (_KIND_BEFORE, _KIND_BEHIND):
            for pattern, kind in patterns:
                bare = pattern.sub("", text)
                if bare != text and (codes := self._of_kind(squash(bare), kind)):
                    return codes if patterns is _KIND_BEFORE else codes + tuple(self.gazetteer.candidates(key))
        codes = tuple(self.gazetteer.candidates(key))
        stem = self.gazetteer.stems.get(key)
        return codes or ((stem,) if stem else ())

    def _of_kind(self, key: str, kind: str) -> tuple[str, ...]:
        if kind in ("province", "district"):
            return tuple(self.gazetteer.candidates(key, kind))
        wants_city = kind == "kota"
        named = [*self.gazetteer.candidates(key, "regency"), *self.gazetteer.aliases.get(key, ())]
        codes = tuple(code for code in named if len(code) == 5 and is_city(code) == wants_city)
        return codes or (tuple(named) if wants_city else ())  # "Kota Blora": the regency's town

    def _split_words(self, text: str) -> tuple[str, ...]:
        """ "Denpasar Bali", "Bandung Jawa Barat": a narrower name followed by the region it lies in."""
        words = fold(text).split()
        for cut in range(1, len(words)):
            container = self._settle(self._candidates(" ".join(words[cut:])), [])
            if len(container) == 1:
                inside = self._candidates(" ".join(words[:cut]))
                answer = self._settle(tuple(code for code in inside if lies_in(code, container[0])), [])
                if answer:
                    return answer
        return ()

    def _settle(self, candidates: Sequence[str], beside: Sequence[str]) -> tuple[str, ...]:
        """The one reading of a name, helped by the regions written beside it; an area keeps all its regions."""
        if is_area(candidates):
            return tuple(candidates)
        for container in beside:
            inside = [code for code in candidates if lies_in(code, container) and code != container]
            if chosen := _choose(inside):
                return (chosen,)
        chosen = _choose(candidates)
        return (chosen,) if chosen else ()


def _choose(candidates: Sequence[str]) -> str | None:
    """The widest level decides; there, one region, or the city of a city and regency pair in one province."""
    if not candidates:
        return None
    depth = min(len(code) for code in candidates)
    widest = list(dict.fromkeys(code for code in candidates if len(code) == depth))
    if len(widest) == 1:
        return widest[0]
    cities = [code for code in widest if is_city(code)]
    if depth == 5 and len(cities) == 1 and len({code[:2] for code in widest}) == 1:
        return cities[0]
    return None


def _narrowest(codes: Sequence[str]) -> tuple[str, ...]:
    """Without repeats and without regions that contain another of the list."""
    unique = list(dict.fromkeys(codes))
    return tuple(code for code in unique if not any(other != code and lies_in(other, code) for other in unique))
