"""Tables, one noun a file. Constraints tie a status to its facts: the database refuses lies."""

from app.models.certificate import Certificate
from app.models.chore import Chore
from app.models.consent import Consent
from app.models.employer import Employer
from app.models.event import Event
from app.models.industry import Industry
from app.models.minimum_wage import MinimumWage
from app.models.occupation import Occupation
from app.models.person import Person
from app.models.region import Region
from app.models.scheme import Scheme
from app.models.search_job import SearchJob
from app.models.vacancy import Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from app.models.worker import Worker, WorkerOccupation

__all__ = [
    "Certificate", "Chore", "Consent", "Employer", "Event", "Industry", "MinimumWage", "Occupation", "Person",
    "Region", "Scheme", "SearchJob", "Vacancy", "VacancyEducation", "VacancyEmploymentType", "VacancyPlace", "Worker",
    "WorkerOccupation",
]  # fmt: skip
