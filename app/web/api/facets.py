"""Facets of a list for programs: complete where a page folds, with the same counts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.list_filters import ListFilters
from app.queries.reference import Reference
from app.web.api_words import value_label
from search.vacancies import UNKNOWN

Counted = dict[str, str | int]
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class FacetCodes:
    """`always` are shown whether they have hits or not; of `others` those with hits, the most hits first. `labels` is
    empty where a template words the code."""

    always: Sequence[str] = ()
    others: Collection[str] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def shown(self, counts: Mapping[str, int], chosen: Sequence[str]) -> list[str]:
        """The values in order: what is always shown, the rest by hits, what is chosen, the value for unknown."""
        found = [code for code in counts if code in self.others and code not in self.always]
        found.sort(key=lambda code: (-counts[code], code))
        values = list(dict.fromkeys([*self.always, *found, *chosen]))
        if UNKNOWN in counts and UNKNOWN not in values:
            values.append(UNKNOWN)
        return values


def places(known: Reference, office_code: str) -> FacetCodes:
    """Of places the office's own are always there; of the others districts say too little."""
    own = [office_code, *known.children(office_code)]
    wide = {code for code in known.regions if code.count(".") < 2}
    return FacetCodes(own, wide, known.regions)


def counted_facets(
    filters: ListFilters, counts: Counts | None, codes: Mapping[str, FacetCodes]
) -> dict[str, list[Counted]] | None:
    """Query name to its values with the hits each would give; None while the search engine is down."""
    if counts is None:
        return None
    return {
        name: _counted(name, codes[name], counts[name], getattr(filters, attribute))
        for name, attribute in filters.FACETS.items()
    }


def _counted(name: str, codes: FacetCodes, counts: Mapping[str, int], chosen: Sequence[str]) -> list[Counted]:
    return [
        {"value": value, "label": value_label(name, value, codes.labels.get(value, "")), "count": counts.get(value, 0)}
        for value in codes.shown(counts, chosen)
    ]
