"""Tables, one noun a file. Constraints tie a status to its facts: the database refuses lies."""

from app.models.account import (
    Account,
    AccountRole,
    AccountToken,
    Membership,
    RecoveryCode,
    SignIn,
    Throttle,
)
from app.models.certificate import Certificate
from app.models.chore import Chore
from app.models.consent import Consent
from app.models.document import Document
from app.models.employer import Employer
from app.models.event import Event, EventReason, EventSeal
from app.models.industry import Industry
from app.models.message import Mail, Notice
from app.models.minimum_wage import MinimumWage
from app.models.occupation import Occupation
from app.models.person import Person
from app.models.region import Region
from app.models.review import (
    Assignment,
    Report,
    VacancyDraft,
    VacancyRevision,
    VacancySample,
    VacancyViews,
)
from app.models.scheme import Scheme
from app.models.search_job import SearchJob
from app.models.vacancy import Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from app.models.vacancy_flag import VacancyFlag
from app.models.worker import Worker, WorkerOccupation

__all__ = [
    "Account", "AccountRole", "AccountToken", "Assignment", "Certificate", "Chore", "Consent", "Document",
    "Employer", "Event", "EventReason", "EventSeal", "Industry", "Mail", "Membership", "MinimumWage", "Notice",
    "Occupation", "Person", "RecoveryCode", "Region", "Report", "Scheme", "SearchJob", "SignIn", "Throttle",
    "Vacancy", "VacancyDraft", "VacancyEducation", "VacancyEmploymentType", "VacancyFlag", "VacancyPlace",
    "VacancyRevision", "VacancySample", "VacancyViews", "Worker", "WorkerOccupation",
]  # fmt: skip
