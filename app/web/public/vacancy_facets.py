"""The filter panel of the vacancy list."""

from collections.abc import Mapping

from app.domain.vacancy import EmploymentType
from app.domain.vacancy_filters import VacancyFilters
from app.queries.reference import Reference
from app.web.public.facet_places import places
from app.web.public.facet_values import Facet, education, long, reader, short
from app.web.vacancy_codes import labels

EMPLOYMENT = tuple(str(kind) for kind in EmploymentType)


def facets(
    filters: VacancyFilters, counts: Mapping[str, Mapping[str, int]] | None, known: Reference, office_code: str
) -> list[Facet]:
    """Every facet of the panel, in its order."""
    values = reader(filters, counts)
    return [
        places(values("lokasi", known.regions), known, office_code),
        short(values("jenis", {}), EMPLOYMENT),
        education(values("pendidikan", {})),
        long(values("jabatan", labels(known)["jabatan"]), known.occupation_groups),
        long(values("sektor", known.sectors), tuple(known.sectors)),
    ]
