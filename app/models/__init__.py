"""Tables, one noun a file. Constraints tie a status to its facts: the database refuses lies."""

from app.models.employer import Employer
from app.models.event import Event
from app.models.industry import Industry
from app.models.minimum_wage import MinimumWage
from app.models.occupation import Occupation
from app.models.region import Region
from app.models.search_job import SearchJob
from app.models.vacancy import Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace

__all__ = [
    "Employer", "Event", "Industry", "MinimumWage", "Occupation", "Region", "SearchJob",
    "Vacancy", "VacancyEducation", "VacancyEmploymentType", "VacancyPlace",
]  # fmt: skip
