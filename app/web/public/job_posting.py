"""A vacancy as schema.org/JobPosting, for search engines. Only for the office's own vacancies while they are open."""

import json
from typing import Any

from markupsafe import Markup

from app.domain.wage import WagePeriod
from app.models import Vacancy
from app.queries.reference import Reference
from app.queries.vacancy_page import VacancyDetail
from app.web.formats import absolute, deadline, iso_instant
from app.web.prose import prose, web_link
from config import Office

# https://developers.google.com/search/docs/appearance/structured-data/job-posting
EMPLOYMENT_TYPES = {
    "penuh": "FULL_TIME", "kontrak": "TEMPORARY", "paruh": "PART_TIME", "harian": "PER_DIEM", "magang": "INTERN",
}  # fmt: skip
UNITS = {WagePeriod.MONTH: "MONTH", WagePeriod.DAY: "DAY", WagePeriod.HOUR: "HOUR"}  # piece work has no unit there


def job_posting(detail: VacancyDetail, known: Reference, office: Office, path: str) -> Markup:
    """The content of the data block, safe inside a script element."""
    text = json.dumps(_content(detail, known, office, path), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704  without "<" nothing can end the element


def _content(detail: VacancyDetail, known: Reference, office: Office, path: str) -> dict[str, Any]:
    vacancy = detail.vacancy
    assert vacancy.published_at is not None and vacancy.closes_on is not None  # noqa: PT018  the table's constraint
    content: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": str(prose("\n\n".join(filter(None, (vacancy.description, vacancy.skills, vacancy.benefits))))),
        "identifier": {"@type": "PropertyValue", "name": office.name, "value": str(vacancy.id)},
        "url": absolute(path),
        "datePosted": iso_instant(vacancy.published_at)[:10],
        "validThrough": iso_instant(deadline(vacancy.closes_on)),
        "employmentType": [EMPLOYMENT_TYPES[kind.code] for kind in detail.employment_types],
        "hiringOrganization": _organization(vacancy),
        "jobLocation": [_place(fact.code, vacancy.work_address, known) for fact in detail.places],
        "directApply": False,
        "totalJobOpenings": detail.headcount,
    }
    if salary := _salary(vacancy):
        content["baseSalary"] = salary
    if detail.occupation:
        content["occupationalCategory"] = f"{vacancy.occupation_code} {detail.occupation}"
    if detail.scheme:
        content["qualifications"] = {
            "@type": "EducationalOccupationalCredential", "credentialCategory": "certificate", "name": detail.scheme,
        }  # fmt: skip
    if vacancy.experience_months:
        content["experienceRequirements"] = {
            "@type": "OccupationalExperienceRequirements", "monthsOfExperience": vacancy.experience_months,
        }  # fmt: skip
    return content


def _organization(vacancy: Vacancy) -> dict[str, str]:
    assert vacancy.employer is not None
    found = {"@type": "Organization", "name": vacancy.employer.name}
    if link := web_link(vacancy.employer.website):
        found["sameAs"] = link
    return found


def _place(code: str, street: str, known: Reference) -> dict[str, Any]:
    parts = code.split(".")
    address = {"@type": "PostalAddress", "addressCountry": "ID", "addressRegion": known.place_label(parts[0])}
    if len(parts) > 1:
        names = [known.regions.get(".".join(parts[:depth]), "") for depth in (3, 2)[len(parts) == 2 :]]
        address["addressLocality"] = ", ".join(filter(None, names))
    if street:
        address["streetAddress"] = street
    return {"@type": "Place", "address": address}


def _salary(vacancy: Vacancy) -> dict[str, Any] | None:
    unit = UNITS.get(WagePeriod(vacancy.wage_period)) if vacancy.wage_period else None
    if unit is None:
        return None
    bounds = {"minValue": vacancy.wage_min, "maxValue": vacancy.wage_max}
    if vacancy.wage_min == vacancy.wage_max:
        bounds = {"value": vacancy.wage_min}
    value = {"@type": "QuantitativeValue", "unitText": unit} | {key: of for key, of in bounds.items() if of is not None}
    return {"@type": "MonetaryAmount", "currency": "IDR", "value": value}
