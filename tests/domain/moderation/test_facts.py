"""What is judged from the form's fields, beside its texts."""

from dataclasses import replace
from time import process_time

import pytest

from app.domain.moderation.facts import Minimum, OpenTwin, VacancyFacts
from app.domain.moderation.flags import Field, Flag, FlagKind, Severity, kinds_of
from app.domain.moderation.inspection import inspect
from app.domain.wage import Wage, WageKind, WagePeriod

PATIENCE = 10  # seconds of one slow processor; without a bound it takes minutes
GENERAL = Minimum(3_725_000, 2026, "Kalimantan Selatan")
COAL = Minimum(3_770_000, 2026, "Kalimantan Selatan", "05100")
FINE = VacancyFacts(
    texts={
        Field.TITLE: "Kasir Toko",
        Field.DESCRIPTION: "Melayani pembeli, menghitung uang, dan menata barang.",
        Field.WORK_ADDRESS: "Jalan Ahmad Yani 12, Paringin",
        Field.APPLY_NOTE: "Datang ke kantor dinas dengan surat lamaran.",
    },
    wage=Wage(3_900_000, 4_500_000),
    employment_types=frozenset({"penuh"}),
    experience_months=12,
    minimum=GENERAL,
)


def kinds(facts: VacancyFacts) -> set[FlagKind]:
    return {flag.kind for flag in inspect(facts)}


def said(text: str, field: Field = Field.DESCRIPTION) -> VacancyFacts:
    return replace(FINE, texts={**FINE.texts, field: text})


def test_a_vacancy_in_order_has_no_flag() -> None:
    assert inspect(FINE) == ()


@pytest.mark.parametrize(
    "wage",
    [
        Wage(3_000_000, 4_000_000), Wage(None, 3_700_000), Wage(3_724_999, None), Wage(140_000, None, WagePeriod.DAY),
        Wage(29_000, 40_000, WagePeriod.HOUR), Wage(100_000, 200_000, WagePeriod.DAY),
    ],
)  # fmt: skip
def test_a_wage_below_the_minimum_says_by_how_much(wage: Wage) -> None:
    [flag] = [one for one in inspect(replace(FINE, wage=wage)) if one.kind == FlagKind.WAGE_BELOW_MINIMUM]
    figures = flag.figures
    assert int(figures["lowest"]) + int(figures["gap"]) == figures["minimum"] == 3_725_000
    assert (flag.field, flag.severity) == (Field.WAGE, Severity.NOTICE)


@pytest.mark.parametrize(
    ("wage", "types"),
    [
        (Wage(3_725_000, None), {"penuh"}), (Wage(149_000, None, WagePeriod.DAY), {"harian"}),
        (Wage(30_000, None, WagePeriod.HOUR), {"paruh"}), (Wage(1_500_000, None), {"paruh"}),
        (Wage(500_000, 900_000, WagePeriod.MONTH, WageKind.ALLOWANCE), {"magang"}), (Wage(1_000_000, None), {"magang"}),
        (Wage(5_000, None, WagePeriod.PIECE), {"harian"}), (None, {"penuh"}),
    ],
)  # fmt: skip
def test_less_than_a_months_full_work_is_not_measured_by_it(wage: Wage | None, types: set[str]) -> None:
    assert FlagKind.WAGE_BELOW_MINIMUM not in kinds(replace(FINE, wage=wage, employment_types=frozenset(types)))


def test_a_part_time_hour_is_measured() -> None:
    cheap = replace(FINE, wage=Wage(20_000, None, WagePeriod.HOUR), employment_types=frozenset({"paruh"}))
    assert FlagKind.WAGE_BELOW_MINIMUM in kinds(cheap)


def test_the_sector_minimum_counts_where_it_applies() -> None:
    miner = replace(FINE, wage=Wage(3_750_000, None))
    assert FlagKind.WAGE_BELOW_MINIMUM not in kinds(miner)
    assert FlagKind.WAGE_BELOW_MINIMUM in kinds(replace(miner, minimum=COAL))
    assert FlagKind.WAGE_BELOW_MINIMUM not in kinds(replace(miner, minimum=None))


@pytest.mark.parametrize(
    ("wage", "changes", "rule"),
    [
        (Wage(10_000_000, 12_000_000), {"experience_months": 0}, "wage.fantastic"),
        (Wage(10_000_000, 12_000_000), {"experience_months": 36}, None),
        (Wage(28_000_000, 30_000_000), {"experience_months": 36}, "wage.fantastic"),
        (Wage(28_000_000, 30_000_000), {"experience_months": 36, "occupation_code": "1221"}, None),
        (Wage(95_000_000, 99_000_000), {"occupation_code": "1221"}, "wage.fantastic"),
        (Wage(3_800_000, 16_000_000), {}, "wage.spread"),
        (Wage(3_800_000, 7_000_000), {}, None),
        (Wage(500_000, None, WagePeriod.DAY), {"experience_months": 0}, "wage.fantastic"),
    ],
)
def test_how_high_is_too_high_depends_on_the_work(wage: Wage, changes: dict[str, object], rule: str | None) -> None:
    found = [flag.rule_id for flag in inspect(replace(FINE, wage=wage, **changes))]  # type: ignore[arg-type]
    assert found == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("low", "high", "flagged"),
    [(None, 35, True), (18, None, False), (17, None, False), (21, None, True), (18, 45, True)],
)
def test_ages_of_the_field(low: int | None, high: int | None, flagged: bool) -> None:
    judged = replace(FINE, age_min=low, age_max=high, justification="Pekerjaan di ketinggian.")
    assert (FlagKind.AGE in kinds(judged)) == flagged


@pytest.mark.parametrize(
    ("male", "female", "either", "flagged"),
    [(2, 0, 0, True), (0, 1, 0, True), (1, 1, 0, False), (2, 0, 1, False)],
)
def test_a_headcount_for_one_sex_only(male: int, female: int, either: int, flagged: bool) -> None:
    assert (FlagKind.SEX in kinds(replace(FINE, male=male, female=female, either=either))) == flagged


def test_a_named_licence_makes_work_abroad_a_notice() -> None:
    heavy = said("Merawat lansia. Penempatan Taiwan.")
    named = said("Merawat lansia. Penempatan Taiwan. SIP3MI nomor 12/2025.")
    assert [(flag.rule_id, flag.severity) for flag in inspect(heavy)] == [("overseas.placement", Severity.HEAVY)]
    assert [(flag.rule_id, flag.severity) for flag in inspect(named)] == [("overseas.licensed", Severity.NOTICE)]


def test_money_has_no_place_in_the_way_to_apply() -> None:
    assert kinds(said("Bawa uang secukupnya.", Field.APPLY_NOTE)) == {FlagKind.FEE}
    assert kinds(said("Melamar tidak dipungut biaya.", Field.APPLY_NOTE)) == set()


def test_addresses_of_the_team_are_judged_too() -> None:
    assert kinds(replace(FINE, emails=("pemilik@gmail.com", "hrd@contoh.co.id"))) == {FlagKind.FREE_EMAIL}
    copied = replace(FINE, website="https://contoh.co.id", emails=("hrd@contoh-karir.com",))
    assert kinds(copied) == {FlagKind.LOOKALIKE_EMAIL}


@pytest.mark.parametrize(
    ("website", "address"),
    [
        ("https://a.company", "hrd@b.company"),
        ("https://sinarjuai.company", "hrd@tambangmaju.company"),
        ("https://sinarjuai.agency", "hrd@tambangmaju.agency"),
        ("https://karir.contoh.co.id", "hrd@contoh.co.id"),
        ("https://www.contoh.company/karir", "hrd@surat.contoh.company"),
    ],
)
def test_an_ending_in_common_is_no_likeness_and_an_own_address_no_copy(website: str, address: str) -> None:
    assert kinds(replace(FINE, website=website, emails=(address,))) == set()


@pytest.mark.parametrize("address", ["hrd@contoh-karir.company", "hrd@contoh.agency", "hrd@contoh.co.id"])
def test_a_copy_is_seen_under_any_ending(address: str) -> None:
    found = kinds(replace(FINE, website="https://contoh.company", emails=(address,)))
    assert found == {FlagKind.LOOKALIKE_EMAIL}


def test_twins_are_told_apart_by_their_company() -> None:
    twins = (OpenTwin(3, "Kasir", "CV Lain", False, 97), OpenTwin(4, "Kasir Toko", "CV Sama", True, 100))
    found = inspect(replace(FINE, twins=twins))
    assert [(flag.severity, flag.figures["vacancy_id"]) for flag in found] == [("heavy", 3), ("notice", 4)]


def test_heavy_ones_come_first_and_a_kind_keeps_its_gravest() -> None:
    bad = said("Usia maks 25 tahun.\nBiaya seragam Rp100.000.\nMelayani pembeli.")
    found = inspect(bad)
    assert [flag.kind for flag in found] == [FlagKind.FEE, FlagKind.AGE]
    twice = [*found, Flag(FlagKind.FEE, Severity.NOTICE, "fee.asked", Field.TITLE)]
    assert kinds_of(twice) == {FlagKind.FEE: Severity.HEAVY, FlagKind.AGE: Severity.NOTICE}


def test_every_text_is_read_and_names_its_place() -> None:
    for field in list(Field)[:7]:
        text = f"{FINE.text(field)}\nGaji 2 juta, wanita usia maks 25 tahun, good looking, belum menikah."
        found = [flag for flag in inspect(said(text, field)) if flag.field == field]
        assert {FlagKind.AGE, FlagKind.LOOKS, FlagKind.MARITAL} <= {flag.kind for flag in found}
        assert all(flag.words and flag.words == text[flag.start : flag.end] for flag in found)


@pytest.mark.parametrize(
    "piece", ["biaya ", "wanita/", "Rp1.000.000 - ", "usia 20-", "a", "FC KTP, ", "penempatan di "]
)
def test_a_hostile_text_is_judged_in_time(piece: str) -> None:
    began = process_time()
    inspect(said(piece * 4_000))
    assert process_time() - began < PATIENCE


@pytest.mark.parametrize(
    "unit",
    [
        "gaji 10 juta ", "gaji 10 juta\n", "pria 160 wanita 155. ", "umur 25 ", "max 30 tahun ", "a@contoh.com ",
        "tidak dipungut biaya ", "biaya ", "travel agent hotel ", "kerja di jepang ", "tinggi badan ", "tugas: ",
        "belum menikah ", "penampilan ", "melayani ", "uang ", "1", " ", "\n", "- ", ",", "a", "@", "1.", "(at)", "rp",
        "tidak ", "biaya tidak ", ", ", "sipmi-", "siupmi/", "p3mi-", "janda/", "gaji 1                ",
    ],
)  # fmt: skip
def test_no_repetition_takes_long(unit: str) -> None:
    inspect(VacancyFacts({Field.DESCRIPTION: "gaji 3 juta"}))  # the rules are read
    text = (unit * 20_000)[:20_000]
    started = process_time()
    inspect(VacancyFacts({Field.DESCRIPTION: text}))
    assert process_time() - started < 5


def test_numbered_addresses_do_not_take_long() -> None:
    text = " ".join(f"hrd{n}@adarokarir{n}.com" for n in range(700))
    started = process_time()
    inspect(VacancyFacts({Field.DESCRIPTION: text}))
    assert process_time() - started < 5
