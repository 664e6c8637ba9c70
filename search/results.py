"""What a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hits:
    """Ids of one page in rank order, the exact total over all pages, and counts per facet value.

    `facets[field][value]` is the number of hits that value would give with the field's own filter ignored; values
    without a hit are absent. `matched` holds the folded words of the index that the query's words matched, to mark them
    (see `search.text.highlight`). `ignored` names words of the text beyond the tenth content word, which did not count.
    """

    ids: tuple[int, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    matched: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
