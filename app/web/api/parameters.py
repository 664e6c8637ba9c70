"""The query names of the lists as the document describes them, from the tables that the pages' forms read."""

from collections.abc import Iterable, Mapping

from app.domain import vacancy_filters, worker_filters
from app.domain.list_filters import LONGEST_TEXT, MOST_PAGES, ListFilters
from app.domain.wage import LARGEST
from app.domain.worker import EXPERIENCE_BANDS
from app.web.api.operations import Parameter, Schema
from app.web.vacancy_codes import EDUCATION, EMPLOYMENT
from app.web.worker_codes import AVAILABILITY, ISSUERS, LEVELS, STATES
from search.vacancies import UNKNOWN

REGION = r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2})?)?"
OCCUPATION = "[0-9]{2,4}|[0-9]{6}"  # KBJI 2014 at every depth from two digits
WORKER_PAGES = 10  # of one search: who needs more narrows it, who wants everybody is not served (gate S7)
SECTIONS = "ABCDEFGHIJKLMNOPQRSTU"  # of KBLI 2020


def coded(*patterns: str) -> Schema:
    """A code of a register too long to list."""
    return {"type": "string", "pattern": f"^({'|'.join(patterns)})$"}


def listed(codes: Iterable[str]) -> Schema:
    return {"type": "string", "enum": [*codes]}


def counted(most: int) -> Schema:
    """A whole number from one."""
    return {"type": "integer", "minimum": 1, "maximum": most}


def list_parameters(
    of: type[ListFilters], facets: Mapping[str, Schema], sorts: Iterable[str], *more: Parameter, pages: int = MOST_PAGES
) -> tuple[Parameter, ...]:
    """What every list takes: words, facets (schema by query name), how the words are read, an order, a page; `more` are
    the list's own."""
    return (
        Parameter("q", {"type": "string", "maxLength": LONGEST_TEXT}),
        *(Parameter(name, facets[name], several=True, is_facet=True) for name in of.FACETS),
        *more,
        Parameter("harfiah", listed(of.IMPLIED), several=True),
        Parameter("termasuk", listed(of.UNKNOWABLE), several=True),
        Parameter("urut", listed(sorts)),
        Parameter("halaman", {**counted(pages), "default": 1}),
        Parameter("buka", listed(facets)),
    )


_VACANCY_VALUES: Mapping[str, Schema] = {
    "lokasi": coded(REGION, UNKNOWN),
    "jabatan": coded(OCCUPATION, UNKNOWN),
    "sektor": listed([*SECTIONS, UNKNOWN]),
    "pendidikan": listed([*EDUCATION, UNKNOWN]),
    "jenis": listed([*EMPLOYMENT, UNKNOWN]),
}
_WORKER_VALUES: Mapping[str, Schema] = {
    "skema": coded("[a-z0-9]+(-[a-z0-9]+)*"),
    "penerbit": listed(ISSUERS),
    "jenjang": listed([*LEVELS, UNKNOWN]),
    "status": listed(STATES),
    "lokasi": coded(REGION),
    "pendidikan": listed(EDUCATION),
    "tersedia": listed(AVAILABILITY),
    "pengalaman": listed(EXPERIENCE_BANDS),
}

VACANCY_PARAMETERS = list_parameters(
    vacancy_filters.VacancyFilters,
    _VACANCY_VALUES,
    vacancy_filters.SORTS,
    Parameter("gaji_min", counted(LARGEST)),
    Parameter("sejak", counted(vacancy_filters.MOST_DAYS)),
)
WORKER_PARAMETERS = list_parameters(
    worker_filters.WorkerFilters, _WORKER_VALUES, worker_filters.SORTS, pages=WORKER_PAGES
)
