"""What the assistant is told about a vacancy: its minimum wage, its company and its open twins."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.moderation.flags import Field
from app.domain.moderation.inspection import inspect
from app.models import Employer, MinimumWage, Vacancy
from app.models.vacancy import text_begins
from app.queries.moderation_facts import minimum_wage, moderation_facts
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancy
from tests.support.queries import counted_queries
from tests.support.site import Site

TODAY = date(2026, 11, 25)
TEXT = (
    "Mengangkut batu bara dari pit ke penimbunan, memeriksa unit sebelum jalan, dan melaporkan kerusakan kepada regu."
)


def facts_of(session: Session, vacancy_id: int) -> Any:
    return moderation_facts(session, session.get_one(Vacancy, vacancy_id), TODAY)


@pytest.mark.parametrize(
    ("places", "industry", "year", "monthly"),
    [
        (("63.11.06",), None, 2026, 3_725_000), (("63.11.06",), "05100", 2026, 3_770_000),
        (("63.11.06",), "47111", 2027, 3_725_000), (("63.11.06",), "05100", 2025, None),
        (("31.71.01",), None, 2026, None),
        ((), None, 2026, None), (("63.11.06", "31.71.01"), None, 2026, 3_725_000),
    ],
)  # fmt: skip
def test_the_minimum_of_place_industry_and_year(
    session: Session, places: tuple[str, ...], industry: str | None, year: int, monthly: int | None
) -> None:
    found = minimum_wage(session, places, industry, year)
    assert (found.monthly if found else None) == monthly


def test_a_regency_goes_before_its_province_and_the_lowest_place_counts(session: Session) -> None:
    session.add(MinimumWage(year=2026, region_code="63.11", industry_code="", monthly=3_900_000, source="contoh"))
    session.flush()  # never committed: reference data outlive a test
    found = minimum_wage(session, ("63.11.06",), None, 2026)
    assert found is not None
    assert (found.monthly, found.region) == (3_900_000, "Kabupaten Balangan")
    both = minimum_wage(session, ("63.11.06", "63.72.01"), None, 2026)
    assert both is not None
    assert both.monthly == 3_725_000


def test_a_stored_vacancy_is_told_in_full(site: Site, session: Session) -> None:
    one = vacancy("Sopir Truk", conditions="Pria", justification="Mess putra.", age_max=40, description=TEXT)
    [key] = site.save(one)
    facts = facts_of(session, key)
    assert facts.text(Field.CONDITIONS) == "Pria"
    assert (facts.age_max, facts.justification, facts.either) == (40, "Mess putra.", 2)
    assert facts.place_names == ("Kalimantan Selatan", "Kabupaten Balangan", "Paringin")
    assert facts.minimum is not None
    assert facts.minimum.sector == "05100"
    assert facts.employment_types == {"penuh"}


def test_twins_are_open_vacancies_of_the_same_company_or_with_the_same_text(site: Site, session: Session) -> None:
    ours: Employer = employer()
    key, same, copied, *_ = site.save(
        vacancy("Sopir Truk", of=ours, description=TEXT),
        vacancy("SOPIR TRUK", of=ours, description="Mengantar semen."),
        vacancy("Pengemudi", description=TEXT.upper().replace("MENGANGKUT", "Mengangkut")),
        vacancy("Sopir Truk", of=ours, description=TEXT, places=("63.11.01",)),  # another place
        vacancy("Sopir Truk", description="Mengantar air mineral ke toko-toko."),  # another company, another text
        vacancy("Sopir Truk", of=ours, description=TEXT, status="withdrawn"),
        vacancy("Sopir Truk", of=ours, description=TEXT, closes_on=date(2026, 11, 24)),
    )
    found = {twin.vacancy_id: twin.same_employer for twin in facts_of(session, key).twins}
    assert found == {same: True}
    title = "Sopir Truk"
    session.get_one(Vacancy, copied).title, session.get_one(Vacancy, copied).slug = title, "sopir-truk"
    session.flush()
    found = {twin.vacancy_id: twin.same_employer for twin in facts_of(session, key).twins}
    assert found == {same: True, copied: False}


def test_a_copy_under_another_title_is_found_by_its_beginning(site: Site, session: Session) -> None:
    key, copied = site.save(
        vacancy("Sopir Truk", description=TEXT), vacancy("Pengemudi", description=f"{TEXT} Segera.")
    )
    assert [twin.vacancy_id for twin in facts_of(session, key).twins] == [copied]


def test_an_imported_posting_is_not_asked_for_what_it_cannot_have(site: Site, session: Session) -> None:
    [key] = site.save(posting(description=TEXT, work_address=""))
    assert {flag.field for flag in inspect(facts_of(session, key))} <= {Field.WAGE}


def test_the_number_of_queries_does_not_grow(site: Site, session: Session) -> None:
    ours = employer()
    [key] = site.save(vacancy("Sopir Truk", of=ours, description=TEXT))
    facts_of(session, key)

    def asked() -> int:
        session.expire_all()
        with counted_queries() as statements:
            facts_of(session, key)
        return len(statements)

    few = asked()
    site.save(*(vacancy("Sopir Truk", of=ours, description=TEXT) for _ in range(12)))
    assert asked() - few <= 1  # the places of the candidates, once there are any


def test_the_beginning_of_a_text_is_sought_by_its_index(site: Site, session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        return  # on few rows PostgreSQL reads the table
    asked = select(Vacancy.id).where(text_begins == "Melayani pembeli")
    asked_for = str(asked.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    plan = session.execute(text(f"EXPLAIN QUERY PLAN {asked_for}")).all()
    assert "ix_vacancy_beginning" in str(plan)
