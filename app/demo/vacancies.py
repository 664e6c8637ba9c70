"""A demo vacancy: the command a service would be given, and the life it has had since."""

from dataclasses import dataclass
from random import Random

from app.demo.history import Life
from app.demo.sites import Site
from app.demo.tables import Title
from app.demo.terms import Terms
from app.demo.wording import Words, apply_note
from app.domain.vacancy import ApplyVia, NewVacancy, Requirements

# Certificates that the law or the trade asks for, by a word of the title; codes are those of the shipped schemes.
_SCHEMES = {
    "excavator": "operator-excavator", "bulldozer": "operator-bulldozer", "dump truck": "operator-dump-truck",
    "grader": "operator-motor-grader", "forklift": "operator-forklift", "crane": "operator-mobile-crane",
    "welder": "welder-smaw-3g", "juru ledak": "juru-ledak", "ahli k3": "ahli-k3-umum",
}  # fmt: skip
_WELCOMING = 6  # every so many-th vacancy


@dataclass(frozen=True, slots=True)
class Hirer:
    """Who hires. `number` counts employers from 1; `address` is where to hand in an application."""

    number: int
    name: str
    industry: str
    address: str


@dataclass(frozen=True, slots=True)
class DemoVacancy:
    """`facts.employer_id` is the hirer's number; whoever stores it puts the employer's id in its place."""

    facts: NewVacancy
    life: Life


def draw_vacancy(
    rng: Random, number: int, title: Title, words: Words, hirer: Hirer, site: Site, terms: Terms, life: Life
) -> DemoVacancy:
    """Everything that is said of one vacancy. `number` is the one it will have on the board."""
    via_office = rng.random() < 0.6
    reported = life.created_at.date() if life.published_at and rng.random() < 0.7 else None
    age = terms.age
    facts = NewVacancy(
        employer_id=hirer.number,
        title=words.title,
        description=words.description,
        places=site.codes,
        headcount=terms.headcount,
        wage=terms.wage,
        closes_on=life.closes_on,
        employment_type=terms.employment_type,
        occupation_code=title.occupation,
        industry_code=hirer.industry,
        contract_months=terms.contract_months,
        benefits=words.benefits,
        requirements=Requirements(
            education=terms.schooling,
            skills=words.skills,
            experience_months=terms.experience_months,
            age_min=age.low if age else None,
            age_max=age.high if age else None,
            justification=terms.justification,
            scheme_code=next((code for word, code in _SCHEMES.items() if word in words.title.lower()), None),
        ),
        work_address=site.address,
        apply_via=ApplyVia.OFFICE if via_office else ApplyVia.EMPLOYER,
        apply_note=apply_note(rng, via_office, hirer.name, hirer.address, number),
        karirhub_number=f"{reported.year}-{1_000_000 + int(rng.random() * 1_000_000)}" if reported else None,
        karirhub_on=reported,
        open_to_disability=number % _WELCOMING == 0,
    )
    return DemoVacancy(facts, life)
