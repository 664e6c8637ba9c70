"""The demo's people: the numbers of a regency, nobody's identity, and the same for the same day."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

import phonenumbers
import pytest
from phonenumbers import carrier

from app.demo.people import DemoPerson, demo_people, scaled_people
from app.demo.people_certificates import DemoCertificate
from app.demo.people_homes import Village
from app.demo.people_tables import assessors, homes, trainings
from app.demo.places import PROVINCES, Place
from app.demo.reviews import REGISTRATIONS
from app.domain import nik as niks
from app.domain import phone as phones
from app.domain.certificate import CertificateState, CertificateStatus, Issuer, state
from app.domain.education import EDUCATION_BY_CODE
from app.domain.worker import (
    ADULT,
    EXPERIENCE_BANDS,
    Availability,
    Sex,
    availability,
    experience_band,
    is_in_catalogue,
    latest_adult_birth,
)
from app.reference import tables as shipped
from tests.support.clock import NOW, WITA, Hands, frozen_clock

CLOCK = frozen_clock()
TODAY = CLOCK.today()


@cache
def villages() -> dict[str, list[Village]]:
    found: dict[str, list[Village]] = {}
    for row in shipped.regions():
        if row.level == "village":
            found.setdefault(str(row.parent_code), []).append(Village(row.code, row.name))
    return found


@cache
def people() -> tuple[DemoPerson, ...]:
    return tuple(demo_people(CLOCK, villages()))


@cache
def measured(total: int = 3_000) -> tuple[DemoPerson, ...]:
    rows = {row.code: row for row in shipped.regions()}
    districts = [row for row in rows.values() if row.level == "district" and row.code[:2] in PROVINCES]
    places = [Place(row.code, row.name, rows[row.code[:5]].name) for row in districts]
    return tuple(one for chunk in scaled_people(total, CLOCK, places, "63.11") for one in chunk)


def certificates() -> Iterator[DemoCertificate]:
    return (certificate for one in people() for certificate in one.certificates)


def state_of(certificate: DemoCertificate) -> CertificateState:
    return state(certificate.status, certificate.facts.valid_until, TODAY)


def consents(one: DemoPerson) -> bool:
    return one.consent is not None and one.consent.withdrawn_at is None


def shown(one: DemoPerson) -> bool:
    statuses = [certificate.status for certificate in one.certificates]
    return is_in_catalogue(one.facts.birth_on, consents(one), one.hidden_at, statuses, TODAY)


def minors() -> list[DemoPerson]:
    return [one for one in people() if one.facts.birth_on > latest_adult_birth(TODAY)]


def test_the_numbers_of_the_regency() -> None:
    assert len(people()) == 4_100
    assert [one.number for one in people()] == list(range(1, 4_101))
    assert sum(bool(one.certificates) for one in people()) == 1_600
    assert sum(map(consents, people())) == 1_100
    assert sum(one.consent is not None and not consents(one) for one in people()) == 100


def test_the_catalogue_shows_most_who_agreed_and_nobody_else() -> None:
    assert 800 < sum(map(shown, people())) < 1_000
    agreed = [one for one in people() if consents(one)]
    assert sum(one.hidden_at is not None for one in agreed) > 30
    assert sum(not one.certificates for one in agreed) == 60
    assert not [one for one in people() if one.hidden_at and not consents(one)]
    # Some are absent because nothing of theirs was ever verified, or what was is revoked.
    states = [{c.status for c in one.certificates} for one in agreed if one.certificates and not one.hidden_at]
    assert [found for found in states if found == {CertificateStatus.UNVERIFIED}]
    assert [found for found in states if found == {CertificateStatus.REVOKED}]


def test_minors_are_there_some_trained_and_never_shown() -> None:
    assert len(minors()) == 26
    assert sum(bool(one.certificates) for one in minors()) == 8
    assert not [one for one in minors() if one.consent or shown(one)]
    assert all(one.facts.birth_on <= TODAY - timedelta(days=16 * 365) for one in minors())


def test_every_training_type_has_certificates_in_every_state() -> None:
    assert len(trainings()) == 25
    seen = {(one.facts.scheme_code, state_of(one)) for one in certificates()}
    assert seen == {(training.code, found) for training in trainings() for found in CertificateState}
    assert {one.facts.issuer for one in certificates()} == set(Issuer)
    share = Counter(one.facts.issuer for one in certificates())
    assert share[Issuer.BNSP] + share[Issuer.KEMNAKER] > 0.75 * share.total()
    assert state_of(max(certificates(), key=lambda one: one.facts.valid_until or TODAY)) != CertificateState.EXPIRED


def test_some_hold_two_or_three_and_some_the_same_of_two_issuers() -> None:
    held = Counter(len(one.certificates) for one in people())
    assert held[2] > 300
    assert held[3] > 60
    twice = [
        one
        for one in people()
        if len({c.facts.scheme_code for c in one.certificates}) < len(one.certificates)
    ]  # fmt: skip
    assert twice
    for one in people():
        pairs = [(c.facts.scheme_code, c.facts.issuer) for c in one.certificates]
        assert len(set(pairs)) == len(pairs)


def test_schemes_are_those_of_the_reference_data() -> None:
    schemes = {row.code: row for row in shipped.schemes()}
    assert {one.code for one in trainings()} == set(schemes)
    occupations = {row.code for row in shipped.occupations()}
    industries = {row.code for row in shipped.industries()}
    for one in trainings():
        assert one.kbji[0] == schemes[one.code].occupation_code
        assert set(one.kbji) <= occupations
        assert one.number[0] in industries
        assert one.level == (schemes[one.code].kkni_level or one.level)
        assert set(one.school) <= set(EDUCATION_BY_CODE)
        assert bool(one.assessors) == (Issuer.BNSP in one.issuers)
    assert {one for training in trainings() for one in training.assessors} == set(assessors())


def test_certificates_say_what_their_issuer_prints() -> None:
    numbers = Counter((one.facts.issuer, one.facts.number) for one in certificates())
    assert numbers.most_common(1)[0][1] == 1
    for one in certificates():
        facts = one.facts
        assert bool(facts.lsp) == (facts.issuer == Issuer.BNSP)
        assert (facts.valid_until is None) == (facts.issuer == Issuer.BLK)
        assert len(facts.number) <= 80
        assert "99" in facts.number
        holder = people()[facts.worker_id - 1]
        assert facts.issued_on >= holder.facts.birth_on + timedelta(days=15 * 365)
        assert facts.issued_on < TODAY


def test_what_happened_at_the_office_is_in_order_and_over() -> None:
    midnight = CLOCK.start_of(TODAY)
    for one in people():
        steps = [one.registered_at]
        if one.consent:
            steps += filter(None, (one.consent.given_at, one.consent.withdrawn_at or one.hidden_at))
        assert steps == sorted(steps)
        assert max(steps) < midnight
        for certificate in one.certificates:
            dates = (certificate.recorded_at, certificate.verified_at, certificate.revoked_at)
            decided = [one.registered_at, *filter(None, dates)]
            assert decided == sorted(decided)
            assert max(decided) < midnight
            assert CLOCK.day_of(certificate.recorded_at) >= certificate.facts.issued_on
            assert bool(certificate.verified_at) == bool(certificate.verified_note)
            assert bool(certificate.revoked_at) == bool(certificate.revoke_reason)


@pytest.mark.parametrize("drawn", [people, measured])
def test_no_nik_can_be_a_citizens(drawn: object) -> None:
    found = [str(one.facts.nik) for one in drawn()]  # type: ignore[operator]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"\d{4}99\d{6}0000", nik) for nik in found)
    assert all(niks.normalise(nik) == nik for nik in found)
    assert not [one for one in drawn() if niks.warnings(str(one.facts.nik), one.facts.birth_on, one.facts.sex)]  # type: ignore[operator]
    places = {row.code.replace(".", "") for row in shipped.regions() if row.level == "regency"}
    assert {nik[:4] for nik in found} <= places
    assert not [row for row in shipped.regions() if row.level == "district" and row.code.endswith(".99")]


@pytest.mark.parametrize("drawn", [people, measured])
def test_no_phone_is_in_an_assigned_range(drawn: object) -> None:
    found = [one.facts.phone for one in drawn() if one.facts.phone]  # type: ignore[operator]
    assert len(set(found)) == len(found)
    assert len(found) > 0.9 * len(drawn())  # type: ignore[operator]
    for phone in found + [one.command.contact_phone for one in REGISTRATIONS]:
        number = phonenumbers.parse(phone)
        assert not phonenumbers.is_valid_number(number), phone
        assert carrier.name_for_number(number, "en") == ""
        assert phones.normalise(phone) == phone


def test_they_live_all_over_the_regency() -> None:
    districts = Counter(one.facts.profile.district_code for one in people())
    own = {f"63.11.{number:02d}" for number in range(1, 9)}
    assert set(districts) == set(homes().districts)
    assert sum(districts[code] for code in own) > 0.93 * len(people())
    assert districts["63.11.06"] > 2 * districts["63.11.08"] > 100
    for one in people():
        village, profile = str(one.facts.village_code), one.facts.profile
        assert village.startswith(f"{profile.district_code}.")
        assert one.facts.address


def test_profiles_are_believable() -> None:
    for one in people():
        profile, age = one.facts.profile, (TODAY - one.facts.birth_on).days / 365.25
        assert 16 <= age < 56
        assert profile.experience_months <= max(0, (age - ADULT) * 12 + 1)
        assert age >= {"s1": 22, "d4": 22, "d3": 21}.get(profile.education, 16)
        assert len(set(profile.occupations)) == len(profile.occupations) >= 1
        assert re.fullmatch(r"(- [A-Z].+\.\n?)+", profile.skills)
        assert len(one.facts.name.split()) >= 2
    seen = [one for one in people() if shown(one)]
    assert {availability(one.facts.profile.available_from, TODAY) for one in seen} == set(Availability)
    assert {experience_band(one.facts.profile.experience_months) for one in seen} == set(EXPERIENCE_BANDS)
    assert len({one.facts.profile.education for one in seen}) >= 6
    assert {one.facts.sex for one in seen} == set(Sex)
    assert len({one.facts.name for one in people()}) > 3_500


@pytest.mark.parametrize("hour", [1, 7, 23])
def test_a_day_has_the_same_people_at_any_hour(hour: int) -> None:
    again = frozen_clock(Hands(datetime(2026, 11, 25, hour, 30, tzinfo=WITA).astimezone(UTC)))
    assert tuple(demo_people(again, villages())) == people()


def test_another_day_moves_the_dates() -> None:
    tomorrow = demo_people(frozen_clock(Hands(NOW + timedelta(days=1))), villages())
    assert [one.facts.name for one in tomorrow] == [one.facts.name for one in people()]
    assert [one.registered_at - timedelta(days=1) for one in tomorrow] == [one.registered_at for one in people()]


def test_the_large_demo_is_mostly_catalogue_and_the_same_again() -> None:
    assert len(measured(2_001)) == 2_001
    assert sum(map(shown, measured())) > 0.78 * len(measured())
    assert len({one.facts.profile.district_code for one in measured()}) > 300
    first = measured()
    measured.cache_clear()
    assert measured() == first
