"""Where somebody lives, as the counter asks for it: around the office first, and what stands on a record stays."""

from typing import Any

import pytest

from app.models import Event, Worker
from tests.factories.accounts import client_as, officer
from tests.factories.workers import certificate, given, person, worker
from tests.support.dom import text_of
from tests.support.pages import Page, PageClient
from tests.support.site import Site

HOME, NEIGHBOUR, FAR = "63.11.06", "63.08.01", "31.74.05"  # Balangan, Hulu Sungai Utara, Jakarta Selatan
FORM = "main form"


@pytest.fixture
def counsellor(site: Site) -> PageClient:
    return client_as(site, officer("counsellor"))


def living_in(site: Site, district: str, **facts: Any) -> str:
    """The address of a correction."""
    one = person(consents=[given()], village_code=None, **facts)
    site.save(worker(certificate(), of=one, district_code=district))
    return f"/petugas/loket/orang/{one.id}/perbaiki"


def stored(site: Site) -> tuple[str, list[str]]:
    """The district, and what corrections changed."""
    with site.session() as session:
        lines = [line.fields for line in session.query(Event).filter_by(verb="correct")]
        return session.query(Worker).one().district_code, lines


def chosen(page: Page) -> list[Any]:
    return [one.get("value") for one in page.select("#district_code option") if one.get("selected") is not None]


def test_somebody_from_a_neighbouring_regency_is_registered_where_they_live(site: Site, counsellor: PageClient) -> None:
    typed = {"nik": "6399 0117 0395 0000", "name": "Budi Santoso Contoh", "birth_on": "17-03-1995"}
    page = counsellor.get("/petugas/loket").submit("form.card", **typed)
    offered = {one.get("value"): one.text for one in page.select("#district_code option")}
    assert list(offered)[1].startswith("63.11."), "the office's own come first"
    assert (offered[HOME], offered[NEIGHBOUR]) == ("Paringin", "Danau Panggang, Kabupaten Hulu Sungai Utara")
    assert FAR not in offered
    more = {"sex": "male", "education": "smk", "job1": "sopir truk", "district_code": NEIGHBOUR, "years": "70"}
    counsellor.send("/petugas/loket/daftar", {**typed, **more, "district_code": "63.99.01"}, status=422)
    counsellor.send("/petugas/loket/daftar", {**typed, **more, "years": "71"}, status=422)
    counsellor.send("/petugas/loket/daftar", {**typed, **more, "job4": "721201"}, status=303)
    with site.session() as session:
        made = session.query(Worker).one()
        assert (made.district_code, made.experience_months, len(made.occupations)) == (NEIGHBOUR, 840, 2)


@pytest.mark.parametrize("district", [HOME, NEIGHBOUR, FAR])
def test_a_correction_of_something_else_leaves_the_district(site: Site, counsellor: PageClient, district: str) -> None:
    page = counsellor.get(living_in(site, district))
    assert chosen(page) == [district]
    page.submit(FORM, status=303, education="d3", alasan="ijazah-asli")
    assert stored(site) == (district, ["education"])


def test_what_another_officer_made_of_a_district_far_away_stands(site: Site, counsellor: PageClient) -> None:
    here = living_in(site, FAR)
    late = counsellor.get(here)
    counsellor.get(here).submit(FORM, status=303, district_code=HOME, alasan="keadaan-berubah")
    page = late.submit(FORM, status=409, education="d3", alasan="ijazah-asli")
    assert chosen(page) == [HOME]
    page.submit(FORM, status=303, alasan="ijazah-asli")
    assert stored(site) == (HOME, ["district_code", "education"])


BATU_SOPANG, BATU_AMPAR = "64.01.01", "63.01.09"  # Paser; Tanah Laut, one of five of that name
TYPED = {"nik": "6399 0117 0395 0000", "name": "Budi Santoso Contoh", "birth_on": "17-03-1995"}
WALK_IN = {**TYPED, "sex": "male", "education": "smk", "job1": "sopir truk", "years": "4", "phone": "", "address": ""}


def registering(counsellor: PageClient, **more: str) -> Page:
    return counsellor.send("/petugas/loket/daftar", {**WALK_IN, **more}, status=422)


@pytest.mark.parametrize("typed", ["Batu Sopang, Paser", "kec. batu sopang kab. paser", "batu sopang"])
def test_somebody_from_another_province_is_registered_where_they_live(
    site: Site, counsellor: PageClient, typed: str
) -> None:
    counsellor.send("/petugas/loket/daftar", {**WALK_IN, "elsewhere": typed}, status=303)
    with site.session() as session:
        assert session.query(Worker).one().district_code == BATU_SOPANG


@pytest.mark.parametrize(("typed", "wanted", "offered"), [("Batu Ampar", BATU_AMPAR, 5), ("Paser", BATU_SOPANG, 10)])
def test_what_may_be_several_districts_is_offered_first(
    site: Site, counsellor: PageClient, typed: str, wanted: str, offered: int
) -> None:
    page = registering(counsellor, elsewhere=typed)
    assert text_of(page.select("#elsewhere-galat")[0]).startswith("Ada beberapa yang mungkin.")
    assert not page.select("#district_code-galat")
    first = [one.get("value") for one in page.select("#district_code option")][1 : offered + 1]
    assert wanted in first
    page.submit("form.card", status=303, district_code=wanted)
    with site.session() as session:
        assert session.query(Worker).one().district_code == wanted


@pytest.mark.parametrize("typed", ["Negeri Dongeng", "Kalimantan Timur"])
def test_what_is_no_district_is_said_and_kept(counsellor: PageClient, typed: str) -> None:
    page = registering(counsellor, elsewhere=typed, district_code=HOME)
    assert text_of(page.select("#elsewhere-galat")[0]).startswith("Kecamatan ini belum dikenali.")
    assert page.select("#elsewhere")[0].get("value") == typed
    assert chosen(page) == [HOME]


def test_a_district_that_was_found_waits_in_its_box_while_something_else_is_wrong(
    site: Site, counsellor: PageClient
) -> None:
    page = registering(counsellor, elsewhere="Batu Sopang", education="")
    assert (chosen(page), page.select("#elsewhere")[0].get("value")) == ([BATU_SOPANG], "")
    page.submit("form.card", status=303, education="smk")
    with site.session() as session:
        assert session.query(Worker).one().district_code == BATU_SOPANG


def test_somebody_who_moved_to_another_province_is_put_right(site: Site, counsellor: PageClient) -> None:
    page = counsellor.get(living_in(site, HOME))
    page.submit(FORM, status=303, elsewhere="Batu Sopang, Paser", alasan="keadaan-berubah")
    assert stored(site) == (BATU_SOPANG, ["district_code"])
