"""The demo board: lifelike, lawful, and the same for the same day."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from app.demo.board import LIVE, demo_vacancies
from app.demo.employers import demo_employers
from app.demo.tables import companies, districts, trades
from app.demo.terms import minimum_wage
from app.demo.vacancies import DemoVacancy
from app.domain.education import EDUCATION_BY_CODE
from app.domain.vacancy import VACANCY_LIFECYCLE, ApplyVia, EmploymentType, VacancyStatus, is_live
from app.domain.wage import WageKind, WagePeriod
from app.reference import tables as shipped
from tests.support.clock import NOW, WITA, Hands, frozen_clock

CLOCK = frozen_clock()
TODAY = CLOCK.today()
MOBILE = re.compile(r"(?:\+?62|0)[\s.-]?8(?:[\s.-]?\d){7,}")
TWELVE_DIGITS = re.compile(r"(?:\d[\s.-]?){12}")
FORBIDDEN = re.compile(
    r"\b(?:ktp|kartu keluarga|biaya (?:pendaftaran|administrasi)|transfer dulu|penampilan|cantik|tampan|good looking"
    r"|belum menikah|lajang|single|tinggi badan|pria|wanita|laki-laki|@\w+|www\.|https?:)",
    re.IGNORECASE,
)


@cache
def board() -> tuple[DemoVacancy, ...]:
    return tuple(demo_vacancies(CLOCK))


def live() -> list[DemoVacancy]:
    """Newest first, as the board lists them."""
    found = [one for one in board() if is_live(one.life.status, one.facts.closes_on, TODAY)]
    return sorted(found, key=lambda one: str(one.life.published_at), reverse=True)


def texts(one: DemoVacancy) -> str:
    facts = one.facts
    parts = (facts.title, facts.description, facts.benefits, facts.requirements.skills, facts.apply_note)
    reasons = (step.reason for step in one.life.steps)
    return "\n".join((*parts, facts.work_address, facts.requirements.justification, *reasons))


def test_the_board_has_its_numbers() -> None:
    assert len(companies()) == len({company.name for company in companies()}) == 62
    assert len(live()) == LIVE == 300
    assert {one.life.status for one in board()} == set(VacancyStatus)


def test_the_two_mou_partners_are_there_and_hire() -> None:
    partners = {one.number: one for one in demo_employers() if one.mou}
    assert {one.name for one in partners.values()} == {"PT Vista Utama", "PT Jalasena Cakra Perkasa"}
    assert all(one.verified for one in partners.values())
    assert {one.facts.employer_id for one in live()} >= set(partners)


def test_most_employers_are_verified_and_some_are_not() -> None:
    unverified = [one for one in demo_employers() if not one.verified]
    assert 3 <= len(unverified) <= 12
    assert {one.facts.employer_id for one in live()} == {one.number for one in demo_employers()}


def test_every_code_is_in_the_reference_data() -> None:
    occupations = {row.code for row in shipped.occupations()}
    industries = {row.code for row in shipped.industries()}
    regions = {row.code for row in shipped.regions()}
    for trade in trades():
        for title in trade.titles:
            assert title.occupation in occupations, title
            assert len(title.occupation) in (4, 6), title
    assert {company.industry for company in companies()} <= industries
    assert all(len(company.industry) == 5 for company in companies())
    for one in board():
        assert set(one.facts.places) <= regions
        assert one.facts.industry_code in industries
        assert set(one.facts.requirements.education) <= set(EDUCATION_BY_CODE)


def test_villages_are_those_of_the_regency() -> None:
    """Every company's village lies in its district, and the demo's lists are Kemendagri's."""
    names: dict[str, set[str]] = {}
    for row in shipped.regions():
        if row.level == "village":
            names.setdefault(row.parent_code or "", set()).add(row.name)
    for code, villages in districts().villages.items():
        assert set(villages) == names[code]
    for company in companies():
        assert not company.village or company.village in districts().villages[company.district], company.name


def test_every_district_of_the_office_has_vacancies() -> None:
    counts = Counter(code for one in live() for code in one.facts.places)
    assert all(counts[code] >= 5 for code in districts().villages), counts
    assert any(len(one.facts.places) > 1 for one in live())


def test_wages_are_lawful_and_allowances_belong_to_internships() -> None:
    per_month = {WagePeriod.MONTH: 1, WagePeriod.DAY: 25, WagePeriod.HOUR: 126}
    for one in board():
        wage, facts = one.facts.wage, one.facts
        assert wage is not None
        internship = facts.employment_type == EmploymentType.INTERNSHIP
        assert (wage.kind == WageKind.ALLOWANCE) == internship
        if internship or wage.period == WagePeriod.PIECE:
            continue
        floor = max(minimum_wage(str(facts.industry_code), code) for code in facts.places)
        assert wage.minimum is not None and wage.minimum * per_month[wage.period] >= floor, facts.title  # noqa: PT018
    assert {one.facts.wage.period for one in live() if one.facts.wage} == set(WagePeriod)


def test_piece_work_promises_the_minimum_wage() -> None:
    piece = [one for one in board() if one.facts.wage and one.facts.wage.period == WagePeriod.PIECE]
    assert piece
    assert all("tidak kurang dari upah minimum" in one.facts.description for one in piece)


def test_no_title_twice_at_one_employer() -> None:
    pairs = Counter((one.facts.title, one.facts.employer_id) for one in live())
    assert pairs.most_common(1)[0][1] == 1
    assert len({one.facts.title for one in live()}) > 200


def test_neighbours_on_the_board_differ() -> None:
    """In any six that follow each other there are six employers and six titles: the first screen looks alive."""
    found = live()
    for start in range(len(found) - 5):
        six = found[start : start + 6]
        assert len({one.facts.title for one in six}) == 6
        assert len({one.facts.employer_id for one in six}) >= 5
    assert len({one.facts.employer_id for one in found[:6]}) == 6


def test_adverts_have_paragraphs_bullets_and_terms() -> None:
    for one in board():
        paragraphs = one.facts.description.split("\n\n")
        assert len(paragraphs) == 3
        assert paragraphs[1].startswith("- ")
        for bullets in (paragraphs[1], one.facts.requirements.skills, one.facts.benefits):
            assert all(re.fullmatch(r"- [A-Z].+[.]", line) for line in bullets.splitlines()), bullets
        assert not re.search(r"[{}]|\bNone\b|  ", texts(one)), texts(one)
    assert len({one.facts.description for one in live()}) == LIVE


def test_texts_name_nobody_and_ask_for_nothing_unlawful() -> None:
    for one in board():
        text = texts(one)
        assert not MOBILE.search(text), text
        assert not TWELVE_DIGITS.search(text), text
        assert not FORBIDDEN.search(text), FORBIDDEN.search(text)
        assert one.facts.requirements.conditions == ""


def test_limits_are_few_and_justified() -> None:
    limited = [one for one in live() if one.facts.requirements.age_min or one.facts.requirements.age_max]
    assert 3 <= len(limited) <= 30
    assert all(one.facts.requirements.justification for one in limited)
    by_sex = [one for one in live() if one.facts.headcount.female or one.facts.headcount.male]
    assert by_sex
    assert all(one.facts.requirements.justification for one in by_sex)
    assert len(by_sex) < 20


def test_dates_are_those_of_a_living_board() -> None:
    found = live()
    ages = [(TODAY - CLOCK.day_of(one.life.published_at or NOW)).days for one in found]
    left = {(one.facts.closes_on - TODAY).days for one in found}
    assert (min(ages), max(ages)) == (0, 44)
    assert {0, 1, 2, 3} <= left
    assert max(left) <= 60
    assert all(step.at <= NOW for one in board() for step in one.life.steps)
    expired = [one for one in board() if one.life.status == VacancyStatus.EXPIRED]
    assert any(one.life.closed_at and NOW - one.life.closed_at > timedelta(days=90) for one in expired)
    assert all(one.facts.closes_on < TODAY for one in expired)


def test_lives_follow_the_law() -> None:
    """Every event is a row of the lifecycle, in order of time, and the last one led to the state."""
    for one in board():
        state = None
        for step in one.life.steps:
            assert VACANCY_LIFECYCLE.check(step.verb, state).targets == (step.new,)
            assert step.old == state
            state = step.new
        assert state == one.life.status
        instants = [step.at for step in one.life.steps]
        assert instants == sorted(instants)


def test_ways_to_apply_and_karirhub_numbers() -> None:
    ways = Counter(one.facts.apply_via for one in live())
    assert set(ways) == {ApplyVia.OFFICE, ApplyVia.EMPLOYER}
    assert all(one.facts.apply_note for one in live())
    numbered = [one for one in live() if one.facts.karirhub_number]
    assert 100 < len(numbered) < LIVE
    assert all(one.facts.karirhub_on and one.facts.karirhub_on <= TODAY for one in numbered)


def test_terms_of_internships_and_contracts() -> None:
    for one in board():
        months, kind = one.facts.contract_months, one.facts.employment_type
        assert (months is not None) == (kind in (EmploymentType.CONTRACT, EmploymentType.INTERNSHIP))
        assert kind != EmploymentType.INTERNSHIP or (months or 0) <= 12
    assert {one.facts.employment_type for one in live()} == set(EmploymentType)


def test_lengths_fit_the_columns() -> None:
    limits = {"title": 200, "work_address": 250, "apply_note": 500}
    for one in board():
        for name, limit in limits.items():
            assert len(getattr(one.facts, name)) <= limit
        assert len(one.facts.requirements.justification) <= 500
    assert all(len(one.address) <= 250 and len(one.name) <= 160 for one in demo_employers())


@pytest.mark.parametrize("hour", [1, 7, 23])
def test_a_day_has_one_board_at_any_hour(hour: int) -> None:
    again = frozen_clock(Hands(datetime(2026, 11, 25, hour, 30, tzinfo=WITA).astimezone(UTC)))
    assert demo_vacancies(again) == list(board())


def test_another_day_moves_the_dates() -> None:
    tomorrow = frozen_clock(Hands(NOW + timedelta(days=1)))
    moved = demo_vacancies(tomorrow)
    assert [one.facts.title for one in moved] == [one.facts.title for one in board()]
    assert [one.facts.closes_on - timedelta(days=1) for one in moved] == [one.facts.closes_on for one in board()]
