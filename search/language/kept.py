"""The shipped language kept as one file beside the indexes: working it out from its sources takes ten times as long as
reading it back."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from search.language import Language, Phrase, indonesian

_CODE = Path(__file__).parent
_DATA = (*_CODE.glob("*.txt"), *_CODE.rglob("*.tsv"))
_MADE_OF = (*_CODE.glob("*.py"), *_CODE.parent.glob("*.py"), *_DATA)


_known: list[Language] = []  # of this process


def kept_indonesian(folder: Path) -> Language:
    """The language of `indonesian()`, from the folder where it is kept; read once a process."""
    if not _known:
        _known.append(read_back(folder))
    return _known[0]


def language_in_use() -> Language:
    """The language that this process searches by."""
    return _known[0] if _known else indonesian()


def read_back(folder: Path) -> Language:
    """The language of `indonesian()`, read from the folder; worked out and written there when its data or the code that
    reads them changed. A folder that cannot be written costs the time only."""
    place = folder / f"language-{_version()}.json"
    try:
        return _language(json.loads(place.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        language = indonesian()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("language-*"):
            old.unlink(missing_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(_written(language), ensure_ascii=False), encoding="utf-8")
        draft.replace(place)
    return language


def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(_MADE_OF):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _written(language: Language) -> dict[str, object]:
    return {
        "stop_words": sorted(language.stop_words),
        "spelled": sorted(language.spelled),
        "complete": sorted(language.complete),
        "others": _joined(language.others),
        "kin": _joined(language.kin),
        "rules": sorted(language.rules),
        "synonyms": _joined(language.synonyms),
    }


def _joined(phrases: Mapping[Phrase, tuple[Phrase, ...]]) -> list[list[str]]:
    return [[" ".join(key), *map(" ".join, values)] for key, values in phrases.items()]


def _language(kept: Mapping[str, Any]) -> Language:
    phrases: dict[str, Phrase] = {}

    def phrase(text: str) -> Phrase:
        if (known := phrases.get(text)) is None:
            known = phrases[text] = tuple(text.split(" "))
        return known

    def led(rows: list[list[str]]) -> dict[Phrase, tuple[Phrase, ...]]:
        return {phrase(key): tuple(map(phrase, values)) for key, *values in rows}

    return Language(
        stop_words=frozenset(kept["stop_words"]),
        synonyms=led(kept["synonyms"]),
        spelled=frozenset(kept["spelled"]),
        complete=frozenset(kept["complete"]),
        others=led(kept["others"]),
        kin=led(kept["kin"]),
        rules=frozenset(kept["rules"]),
    )
