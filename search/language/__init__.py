"""Words of Indonesian job search: stop words and synonyms as data files, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations, product
from pathlib import Path

from search.text import folded

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """`synonyms` maps a phrase of folded words to the phrases that it finds too; it is one way, key to values."""

    stop_words: frozenset[str] = frozenset()
    synonyms: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        """Words of the longest synonym key."""
        return max(map(len, self.synonyms), default=0)


@cache
def indonesian() -> Language:
    """The language data that ships with the library."""
    folder = Path(__file__).parent
    return Language(
        stop_words=frozenset(word for line in _lines(folder / "stop_words.txt") for word in line.split()),
        synonyms=collect(tuple(line.split("\t")) for line in _lines(folder / "synonyms.tsv")),
    )


def collect(rows: Iterable[tuple[str, ...]]) -> dict[Phrase, tuple[Phrase, ...]]:
    """Synonyms from rows of kind, words, finds: `both` pairs all words, `one` leads from words to finds only."""
    found: dict[Phrase, dict[Phrase, None]] = {}
    for kind, left, *rest in rows:
        keys, values = _phrases(left), _phrases(rest[0] if rest else "")
        if kind not in {"both", "one"} or (kind == "one") != bool(values):
            raise ValueError(f"synonyms: cannot read the line {kind!r} {left!r}")
        for key, value in permutations(keys, 2) if kind == "both" else product(keys, values):
            if key != value:
                found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _phrases(cell: str) -> list[Phrase]:
    return [tuple(words) for words in map(folded, cell.split("|")) if words]


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
