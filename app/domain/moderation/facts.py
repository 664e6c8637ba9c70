"""What a vacancy is judged by: plain values, alike for a stored one, a proposal and a form half filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.moderation.flags import Field
from app.domain.wage import Wage


@dataclass(frozen=True)
class Minimum:
    """The minimum wage that applies. Rupiah a month; `sector` is empty for the general minimum of the region."""

    monthly: int
    year: int
    region: str
    sector: str = ""


@dataclass(frozen=True)
class OpenTwin:
    """An open vacancy that looks like this one. `likeness` of the texts is 0 to 100."""

    vacancy_id: int
    title: str
    company: str
    same_employer: bool
    likeness: int


@dataclass(frozen=True)
class VacancyFacts:
    """`place_names` are labels of the places and of what they lie in; `employment_types` are codes of the query name
    `jenis`. `emails` are the addresses of the employer's team, apart from those in the texts."""

    texts: Mapping[Field, str]
    wage: Wage | None = None
    age_min: int | None = None
    age_max: int | None = None
    male: int = 0
    female: int = 0
    either: int = 1
    employment_types: frozenset[str] = frozenset()
    occupation_code: str | None = None
    experience_months: int | None = None
    justification: str = ""
    place_codes: tuple[str, ...] = ()
    place_names: tuple[str, ...] = ()
    employer_name: str = ""
    website: str = ""
    emails: tuple[str, ...] = ()
    minimum: Minimum | None = None
    twins: tuple[OpenTwin, ...] = field(default=())

    def text(self, name: Field) -> str:
        """The text of a field, empty where there is none."""
        return self.texts.get(name, "")
