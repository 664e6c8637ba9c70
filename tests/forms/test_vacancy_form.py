"""The vacancy form without a site: what it reads, and that it gives back what it was filled from."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.vacancy import ApplyVia, EmploymentType, Headcount, NewVacancy, Requirements
from app.domain.vacancy_facts import PARTS, changes, facts, vacancy_of, with_parts
from app.domain.wage import Wage, WageKind, WagePeriod
from app.forms.vacancy_form import Lists, PlaceAnswer, VacancyForm
from app.forms.vacancy_sheet import stated, typed_of

TODAY = date(2026, 11, 25)
PLACES = {"Kota Banjarbaru": PlaceAnswer(("63.72",)), "Tanjung": PlaceAnswer(candidates=("63.09.04", "52.08.01"))}
LISTS = Lists(
    districts=("63.11.01", "63.11.06"),
    regions={"63.11.01", "63.11.06", "63.72", "63.09.04", "52.08.01"},
    read_place=lambda line: PLACES.get(line.strip(), PlaceAnswer()),
    read_occupation=lambda text: "8332" if text.startswith("8332") else None,
    industry=lambda code: "Pertambangan" if code == "05100" else None,
    today=TODAY,
    schemes={"operator-dump-truck": "Operator Dump Truck"},
)
PLAIN = NewVacancy(
    employer_id=7, title="Operator Dump Truck", description="Mengoperasikan dump truck di area tambang.",
    places=("63.11.06", "63.72"), headcount=Headcount(1, 0, 3), wage=Wage(4_000_000, None),
    closes_on=date(2026, 12, 24), employment_type=EmploymentType.CONTRACT, contract_months=12,
)  # fmt: skip
FULL = replace(
    PLAIN, occupation_code="8332", industry_code="05100", benefits="BPJS.\n- Makan", work_address="Site Paringin",
    wage=Wage(150_000, 200_000, WagePeriod.DAY, WageKind.ALLOWANCE), apply_via=ApplyVia.EMPLOYER,
    apply_note="Bawa SIM.", karirhub_number="KH-77", karirhub_on=date(2026, 11, 20),
    requirements=Requirements(("smk", "d3"), "SIM B2 Umum.", 18, 20, 45, "Tidak buta warna", "Membaca rambu tambang.",
                              "operator-dump-truck"),
    open_to_disability=True,
)  # fmt: skip


def formed(command: NewVacancy, **changes: list[str]) -> VacancyForm:
    return VacancyForm(typed_of(command, lambda code: "Sopir") | changes, LISTS)


@pytest.mark.parametrize("command", [replace(PLAIN, requirements=Requirements(experience_months=0)), FULL])
def test_a_form_filled_from_a_vacancy_gives_it_back(command: NewVacancy) -> None:
    form = formed(command)
    assert form.validate(), form.errors
    assert form.command(7) == command


@pytest.mark.parametrize("command", [PLAIN, FULL])
def test_plain_values_give_the_vacancy_back(command: NewVacancy) -> None:
    assert vacancy_of(7, facts(command)) == command
    assert {name for names in PARTS.values() for name in names} == set(facts(command)), "no value is out of every part"


def test_changes_are_named_by_their_part_and_carried_over_alone() -> None:
    other = replace(PLAIN, title="Sopir", wage=Wage(5_000_000, None), headcount=Headcount(either=4))
    found = changes(facts(PLAIN), facts(other))
    assert [one.part for one in found] == ["title", "headcount", "wage"]
    mixed = vacancy_of(7, with_parts(facts(PLAIN), facts(other), ["wage"]))
    assert mixed == replace(PLAIN, wage=other.wage)


def test_names_of_parts_fit_into_an_event() -> None:
    assert len(" ".join(PARTS)) <= 200


def test_places_are_read_and_asked_back() -> None:
    form = formed(FULL, other_places=["Kota Banjarbaru\nTanjung"], places=["63.11.06"])
    assert not form.validate()
    assert form.other_places.errors == ["ambiguous"]
    assert form.asked_back == ("63.09.04", "52.08.01")
    settled = formed(FULL, other_places=["Kota Banjarbaru\nTanjung"], places=["63.11.06", "63.09.04"])
    assert settled.validate(), settled.errors
    assert settled.all_places == ("63.11.06", "63.09.04", "63.72")


def test_a_code_that_is_not_a_region_is_refused() -> None:
    form = formed(FULL, places=["99.99"])
    assert not form.validate()
    assert form.places.errors == ["unknown"]


def test_stated_facts_are_the_right_ones() -> None:
    form = formed(FULL, wage_min=["empat"], either=["nol"])
    form.validate()
    facts_stated = stated(form)
    assert {"title", "places", "education", "conditions", "apply"} <= facts_stated
    assert not {"wage", "headcount"} & facts_stated
    empty = VacancyForm({}, LISTS)
    empty.validate()
    assert stated(empty) == frozenset()


def test_an_unusual_span_of_experience_keeps_its_place_in_the_list() -> None:
    form = formed(FULL)
    assert form.experience.options.index("18") == form.experience.options.index("12") + 1


def test_the_form_keeps_only_its_own_fields() -> None:
    assert {"title", "places", "karirhub_on"} <= VacancyForm.names()
    assert not {"csrf_token", "window", "deed", "employer_id", "status"} & VacancyForm.names()
