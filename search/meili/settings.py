"""An index's settings as code, and what of them the server does not have yet."""

import json
from collections.abc import Mapping
from typing import Any

from search.language import Language
from search.meili import documents
from search.meili.signs import kept
from search.schema import IndexSchema

_MOST_HITS, _MOST_VALUES = 1_000_000, 100_000
_ORDERED = ("searchableAttributes", "rankingRules")
_ONE_EDIT, _TWO_EDITS = 5, 9  # letters from which a word takes one edit, two; as the embedded engine
Settings = dict[str, Any]


def wanted(schema: IndexSchema, language: Language) -> Settings:
    """The settings of an index. Stop words are taken out of the query (`search.wording`), so the server has none: it
    would take the last one of a query for the beginning of a word."""
    numbers = [documents.number(name) for name in schema.numbers]
    orders = {documents.number(sort.field) for sort in schema.sorts.values()}
    recency = documents.number(schema.recency)
    codes = [documents.WHOLE, documents.TITLE_WORDS, documents.TOGETHER, *map(documents.code, schema.keywords)]
    return {
        "searchableAttributes": [documents.text(name) for name in schema.text],
        "displayedAttributes": ["*"],
        "filterableAttributes": [
            _filtered(codes, comparison=False),
            _filtered([documents.ID, *numbers], comparison=True),
        ],
        "sortableAttributes": sorted({documents.ID, recency, *orders}),
        # `sort` first makes "newest first" true. A synonym in the title goes before the very word in the text, and
        # before `typo`: the server counts two where two words have a synonym. The very word goes before its beginnings.
        # The last ones keep ties in place over a rebuild.
        "rankingRules": [
            "sort", "words", "attributeRank", "typo", "exactness", "proximity", "wordPosition",
            *documents.ties(schema),
        ],
        "stopWords": [],
        "nonSeparatorTokens": [],
        "synonyms": {
            kept(" ".join(key)): [kept(" ".join(value)) for value in values]
            for key, values in language.synonyms.items()
        },
        "typoTolerance": {
            "enabled": True,
            "disableOnNumbers": True,
            "disableOnWords": sorted(word for word in language.known if len(word) >= _ONE_EDIT),
            "minWordSizeForTypos": {"oneTypo": _ONE_EDIT, "twoTypos": _TWO_EDITS},
        },
        "facetSearch": False,
        "pagination": {"maxTotalHits": _MOST_HITS},
        "faceting": {"maxValuesPerFacet": _MOST_VALUES},
    }  # fmt: skip


def _filtered(names: list[str], *, comparison: bool) -> Settings:
    """Only the features that are used: the rest would cost time at every write."""
    features = {"facetSearch": False, "filter": {"equality": True, "comparison": comparison}}
    return {"attributePatterns": sorted(names), "features": features}


def lacking(wanted: Settings, held: Mapping[str, Any]) -> Settings:
    """The wanted settings that the server has otherwise."""
    return {name: value for name, value in wanted.items() if _plain(name, value) != _plain(name, held.get(name), value)}


def _plain(name: str, held: Any, wanted: Any = None) -> str:
    """A setting as text to compare: sets in one order, and without the parts that nobody sent."""
    if name == "synonyms":
        held = {key: sorted(values) for key, values in (held or {}).items()}
    elif isinstance(held, Mapping) and isinstance(wanted, Mapping):
        held = {part: sorted(held[part]) if isinstance(held.get(part), list) else held.get(part) for part in wanted}
    elif isinstance(held, list) and name not in _ORDERED:
        held = sorted(held, key=json.dumps)
    return json.dumps(held, sort_keys=True)
