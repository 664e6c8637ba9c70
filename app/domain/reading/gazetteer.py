"""The register of regions, arranged for reading: which regions may a name mean?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.reading.folding import squash
from app.domain.reading.place_names import ALIASES, COMPASS

_KIND = re.compile(r"^(Kabupaten|Kota)(?: Administrasi)? ")
_AREAS = frozenset(codes for codes in ALIASES.values() if len(codes) > 1)
_PROVINCE_STYLE = re.compile(r"^(Daerah Khusus Ibukota|Daerah Istimewa|Kepulauan) (?!Riau)")


@dataclass(frozen=True)
class RegionName:
    """One row of the register. `level` is province, regency, district or village; villages are not read."""

    code: str
    name: str
    level: str


def lies_in(code: str, container: str) -> bool:
    """True for a region inside another, and for the region itself."""
    return code == container or code.startswith(container + ".")


def is_city(code: str) -> bool:
    """Kemendagri numbers the cities of a province from 71."""
    return len(code) == 5 and code[3] >= "7"


def is_area(codes: Sequence[str]) -> bool:
    """True for the regions of a named area ("Jabodetabek"), which stand together."""
    return tuple(codes) in _AREAS


class Gazetteer:
    """Squashed names of each level, and the aliases. Codes that the register lacks are left out of the aliases."""

    def __init__(self, regions: Iterable[RegionName]) -> None:
        self.levels: dict[str, dict[str, list[str]]] = {
            "province": defaultdict(list), "regency": defaultdict(list), "district": defaultdict(list)
        }  # fmt: skip
        self.plain: dict[str, str] = {}  # code: name without its kind
        stems: dict[str, list[str]] = defaultdict(list)
        for region in regions:
            if region.level in self.levels:
                self._add(region, stems)
        self.aliases = {
            squash(name): codes for name, codes in ALIASES.items() if all(code in self.plain for code in codes)
        }
        self.stems = {key: stem for key, stem in ((key, _one_parent(codes)) for key, codes in stems.items()) if stem}

    def _add(self, region: RegionName, stems: dict[str, list[str]]) -> None:
        names = self.levels[region.level]
        plain = _KIND.sub("", region.name) if region.level == "regency" else region.name
        self.plain[region.code] = plain
        for spelling in {squash(part) for part in (plain, *plain.split("/"), _PROVINCE_STYLE.sub("", plain))}:
            names[spelling].append(region.code)
        if region.level == "district":
            words = plain.split()
            if len(words) > 1 and words[-1].lower() in COMPASS:
                stems[squash(" ".join(words[:-1]))].append(region.code)

    @property
    def is_empty(self) -> bool:
        return not self.plain

    def candidates(self, key: str, level: str | None = None) -> list[str]:
        """Every region a squashed name may mean, widest level first; all levels unless one is given."""
        if level:
            return self.levels[level].get(key, [])
        return [code for names in self.levels.values() for code in names.get(key, ())]


def _one_parent(codes: list[str]) -> str | None:
    """The regency that districts of one stem share ("Cikarang Utara", "Cikarang Pusat": Bekasi), if it is one."""
    parents = {code.rpartition(".")[0] for code in codes}
    return parents.pop() if len(parents) == 1 and len(codes) > 1 else None
