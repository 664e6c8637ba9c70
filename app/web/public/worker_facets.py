"""The filter panel of the catalogue of workers."""

from collections.abc import Mapping

from app.domain.worker import EXPERIENCE_BANDS
from app.domain.worker_filters import WorkerFilters
from app.queries.reference import Reference
from app.web.public.facet_places import places
from app.web.public.facet_values import Facet, education, long, reader, short
from app.web.worker_codes import AVAILABILITY, ISSUERS, LEVELS, STATES


def facets(
    filters: WorkerFilters, counts: Mapping[str, Mapping[str, int]] | None, known: Reference, office_code: str
) -> list[Facet]:
    """Every facet of the panel, in its order."""
    values = reader(filters, counts)
    return [
        long(values("skema", known.scheme_names), tuple(known.schemes)),
        short(values("status", {}), STATES),
        short(values("tersedia", {}), AVAILABILITY),
        places(values("lokasi", known.regions), known, office_code),
        short(values("pengalaman", {}), EXPERIENCE_BANDS),
        short(values("penerbit", {}), ISSUERS),
        short(values("jenjang", {}), LEVELS),
        education(values("pendidikan", {})),
    ]
