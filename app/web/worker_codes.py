"""The codes the catalogue of workers is filtered by, for its page and its API."""

from collections.abc import Container, Mapping

from app.domain.certificate import PUBLIC_STATES, Issuer
from app.domain.education import EDUCATION_CODES
from app.domain.worker import EXPERIENCE_BANDS, Availability
from app.domain.worker_filters import FACETS
from app.queries.reference import Reference
from search.vacancies import UNKNOWN

ISSUERS = tuple(str(issuer) for issuer in Issuer)
LEVELS = tuple(str(level) for level in range(1, 10))  # KKNI
STATES = tuple(str(state) for state in PUBLIC_STATES)
AVAILABILITY = tuple(str(one) for one in Availability)


def choices(known: Reference) -> Mapping[str, Container[str]]:
    """The codes each facet takes, by query name. Only a KKNI level may be unknown."""
    codes: tuple[Container[str], ...] = (
        known.schemes, ISSUERS, (*LEVELS, UNKNOWN), STATES,
        known.regions, EDUCATION_CODES, AVAILABILITY, EXPERIENCE_BANDS,
    )  # fmt: skip
    return dict(zip(FACETS, codes, strict=True))


def labels(known: Reference) -> Mapping[str, Mapping[str, str]]:
    """The labels that reference data brings, by query name and code."""
    return {"skema": known.scheme_names, "lokasi": known.regions}
