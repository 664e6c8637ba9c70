"""Places named in a title ("Sales Area Banjarmasin", "Admin - Tangerang"). Precision before recall."""

import re

from app.domain.reading.folding import fold, squash
from app.domain.reading.gazetteer import lies_in
from app.domain.reading.place_names import ALIASES, MISLEADING, NAMED_AFTER_PLACES, ORDINARY_WORDS, QUARTERS
from app.domain.reading.places import PlaceReader

_SEGMENTS = re.compile(r"[,;:/|()\[\]&+]+|\s[-–—]+\s*|\s*[-–—]+\s|(?:^|\s)(?:dan|and)\s", re.IGNORECASE)
_DISTRICT_CUES = frozenset(("area", "wilayah", "penempatan", "cabang", "lokasi", "kec", "kecamatan"))
_CUES = _DISTRICT_CUES | frozenset(("kota", "kab", "kabupaten", "provinsi", "prov", "branch", "region", "di"))
_LONGEST_NAME = 4  # words


class TitlePlaceReader:
    """Finds names of provinces, regencies, cities and known areas; districts only where the title sets them apart."""

    def __init__(self, places: PlaceReader) -> None:
        self._places = places
        levels = places.gazetteer.levels
        spellings = {key for level in ("province", "regency") for key in levels[level]} | set(places.gazetteer.aliases)
        settled = {key: places.read(key) for key in spellings}
        self._names = {key: codes for key, codes in settled.items() if codes}
        spelled = (fold(name).split() for name in (*places.gazetteer.plain.values(), *ALIASES))
        self._beginnings = {words[0] for words in spelled if words} | self._names.keys() | _DISTRICT_CUES

    def read(self, title: str, stated: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Region codes the title adds to the posting's own: none of them is one of `stated` or contains one."""
        if self._beginnings.isdisjoint(fold(title).split()):
            return ()
        found: list[str] = []
        segments = [fold(part) for part in _SEGMENTS.split(title) if part]
        for segment in segments:
            found.extend(self._in_segment(segment.split(), len(segments) > 1, stated))
        news = dict.fromkeys(code for code in found if not any(lies_in(own, code) for own in stated))
        return tuple(code for code in news if not any(other != code and lies_in(other, code) for other in news))

    def _in_segment(self, words: list[str], apart: bool, stated: tuple[str, ...]) -> list[str]:
        found: list[str] = []
        position = 0
        while position < len(words):
            length, codes = self._region_at(words, position, apart, stated)
            if not codes:
                length, codes = self._district_at(words, position, apart, stated)
            found.extend(codes)
            position += length
        return found

    def _region_at(
        self, words: list[str], position: int, apart: bool, stated: tuple[str, ...]
    ) -> tuple[int, tuple[str, ...]]:
        """The longest known name that starts here, and how many words to step on."""
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            key = "".join(words[position : position + length])
            codes = self._names.get(key)
            if not codes or not self._means_place(words, position, length, apart):
                continue
            if any(lies_in(own, QUARTERS.get(key, "-")) for own in stated):
                continue
            of_kind = self._of_kind(words, position, length)
            return length, of_kind or self._same_as_stated(key, stated) or codes
        return 1, ()

    def _same_as_stated(self, key: str, stated: tuple[str, ...]) -> tuple[str, ...]:
        """ "Bogor" in a posting of Kabupaten Bogor is the regency, not the city of that name."""
        twins = self._places.gazetteer.candidates(key, "regency")
        return tuple(twin for twin in twins if any(lies_in(own, twin) for own in stated))

    @staticmethod
    def _means_place(words: list[str], position: int, length: int, apart: bool) -> bool:
        before = words[position - 1] if position else ""
        name = " ".join(words[position : position + length])
        if before in NAMED_AFTER_PLACES or " ".join(words[position : position + 2]) in MISLEADING:
            return False
        if name not in ORDINARY_WORDS:
            return len(words) > length or apart
        return before in _CUES or (apart and len(words) == length)

    def _of_kind(self, words: list[str], position: int, length: int) -> tuple[str, ...]:
        """ "Kab. Bandung" and "Bandung Kabupaten" are not the city."""
        name = " ".join(words[position : position + length])
        before = words[position - 1] if position else ""
        behind = words[position + length] if position + length < len(words) else ""
        return self._places.read(f"kabupaten {name}") if {before, behind} & {"kab", "kabupaten"} else ()

    def _district_at(
        self, words: list[str], position: int, apart: bool, stated: tuple[str, ...]
    ) -> tuple[int, tuple[str, ...]]:
        """A district that fills its segment or follows a word such as "cabang", within the posting's own place."""
        cued = position > 0 and words[position - 1] in _DISTRICT_CUES
        if not cued and not (apart and position == 0):
            return 1, ()
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            rest = words[position + length :]
            if rest and not (cued and self._region_at(rest, 0, True, stated)[1]):
                continue
            codes = self._districts("".join(words[position : position + length]), stated)
            if codes:
                return length, codes
        return 1, ()

    def _districts(self, key: str, stated: tuple[str, ...]) -> tuple[str, ...]:
        """The one district of a name within a stated region, or within the city or regency that shares its name."""
        plain = self._places.gazetteer.plain
        own_names = {plain.get(own[:5], "") for own in stated}
        if key in {squash(plain.get(own, "")) for own in stated}:
            return ()
        named = self._places.gazetteer.candidates(key, "district")
        inside = [code for code in named if any(lies_in(code, own) for own in stated)]
        inside = inside or [code for code in named if plain.get(code[:5]) in own_names]
        return (inside[0],) if len(inside) == 1 else ()
