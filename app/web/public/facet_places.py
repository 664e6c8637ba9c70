"""The facet of places: the office's own first, then where else there are hits."""

from collections import defaultdict
from collections.abc import Sequence

from app.queries.reference import Reference
from app.web.public.facet_values import Facet, Group, Values
from search.vacancies import UNKNOWN

_PROVINCE, _REGENCY = len("63"), len("63.11")  # of their codes


def places(values: Values, known: Reference, office_code: str) -> Facet:
    """The office's own places, all of them; then where else there are hits, if anywhere."""
    own = known.children(office_code)
    chosen = values.chosen.difference(own, [office_code])
    others = values._replace(chosen=chosen)
    provinces = _provinces(others, known, office_code)
    rest = [UNKNOWN] if values.hits(UNKNOWN) or UNKNOWN in chosen else []
    everywhere = [office_code] if provinces or rest or office_code in values.chosen else []
    groups = [Group(values.options([*everywhere, *own]))]
    if values.unfolded:
        rest += sorted(chosen.difference(rest, *provinces))
        groups += [Group(values.options(codes), "" if index else "elsewhere") for index, codes in enumerate(provinces)]
        groups += [Group(values.options(rest), "" if provinces else "elsewhere")] if rest else []
        return Facet(values.name, groups, has_more=False, unfolded=True)
    telling = [
        code
        for codes in provinces
        for code in codes
        if len(code) > _PROVINCE or _stands_alone(codes, values, office_code)
    ]
    if shown := others.largest([*telling, *rest]):
        groups.append(Group(values.options(shown), "elsewhere"))
    return Facet(values.name, groups, has_more=bool(set().union(*provinces).difference(shown)))


def _provinces(values: Values, known: Reference, office_code: str) -> list[list[str]]:
    """Provinces with hits outside the office's region, the office's own first, each with its regencies that have hits,
    the largest first."""
    counts = values.counts or {}
    regencies: dict[str, list[str]] = defaultdict(list)
    largest_first = sorted((-hits, code) for code, hits in counts.items() if hits and len(code) == _REGENCY)
    for _, code in largest_first:
        if code != office_code:
            regencies[code[:_PROVINCE]].append(code)
    found = [code for code in known.children("") if counts.get(code, 0) > _inside(code, values, office_code)]
    nearest_first = sorted(found, key=lambda code: not office_code.startswith(code))
    return [[code, *regencies[code]] for code in nearest_first]


def _inside(code: str, values: Values, office_code: str) -> int:
    """The hits of a province that lie in the office's region, which stands apart."""
    return (values.counts or {}).get(office_code, 0) if office_code.startswith(code) else 0


def _stands_alone(codes: Sequence[str], values: Values, office_code: str) -> bool:
    """Whether most postings of a province name no regency, so that only the province finds them."""
    counts, (province, *regencies) = values.counts or {}, codes
    outside = counts.get(province, 0) - _inside(province, values, office_code)
    return outside > 2 * sum(map(counts.__getitem__, regencies))
