"""The codes a vacancy list is filtered by, for its page, its feed and its API."""

from collections.abc import Container, Mapping

from app.domain.education import EDUCATION_LEVELS
from app.domain.languages import INDONESIAN, language
from app.domain.vacancy import EmploymentType
from app.domain.vacancy_filters import FACETS
from app.queries.reference import Reference
from search.vacancies import UNKNOWN

EDUCATION = tuple(level.code for level in EDUCATION_LEVELS)
EMPLOYMENT = tuple(str(kind) for kind in EmploymentType)


class _Codes:
    """Codes of a facet, the one for unknown included."""

    def __init__(self, codes: Container[str]) -> None:
        self.codes = codes

    def __contains__(self, code: object) -> bool:
        return code == UNKNOWN or code in self.codes


def choices(known: Reference) -> Mapping[str, Container[str]]:
    """The codes each facet takes, by query name."""
    codes = (known.regions, known.occupations, known.sectors, EDUCATION, EMPLOYMENT)
    return {name: _Codes(of) for name, of in zip(FACETS, codes, strict=True)}


def labels(known: Reference) -> Mapping[str, Mapping[str, str]]:
    """The labels that reference data brings, by query name and code."""
    occupations = known.occupations if language() == INDONESIAN else known.occupations_in_english
    return {"lokasi": known.regions, "jabatan": occupations, "sektor": known.sectors}
