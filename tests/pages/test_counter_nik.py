"""A NIK that says otherwise than what is typed beside it: the counter asks, and saves all the same (domain.md)."""

import logging
from datetime import date
from typing import Any

import pytest

from app.models import Person
from tests.factories.workers import person
from tests.pages.test_counter import WALK_IN, counsellor, form_to, register, seek
from tests.support.site import Site

OTHER_NIK = "6399 0157 0395 0000"  # of a woman born on the 17th


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"birth_on": "18-03-1995"}, "NIK menyebut tanggal lahir lain."),
        ({"sex": "female"}, "NIK menyebut jenis kelamin lain."),
        ({"birth_on": "18-03-1995", "sex": "female"}, "NIK menyebut tanggal lahir dan jenis kelamin lain."),
        ({"nik": "6399013102950000"}, "Tanggal di dalam NIK tidak mungkin."),
        ({"nik": "6399017102950000"}, "Tanggal di dalam NIK tidak mungkin, dan NIK menyebut jenis kelamin lain."),
    ],
)
def test_a_nik_that_says_otherwise_is_asked_about_and_saved_with_a_tick(
    site: Site, changes: dict[str, str], words: str
) -> None:
    client = counsellor(site)
    asked = register(client, 422, **changes)
    [said] = asked.texts(".error-summary li")
    assert said.startswith(words)
    for name, typed in (WALK_IN | changes).items():
        if name not in ("sex", "district_code", "education"):
            assert asked.one(f"#{name}").get("value") == (typed.replace(" ", "") if name == "nik" else typed)
    with site.session() as session:
        assert session.query(Person).count() == 0
    asked.submit(form_to(asked, "/loket/daftar"), status=303, compared="1")
    with site.session() as session:
        assert session.query(Person).one().nik_index is not None


def test_a_nik_that_agrees_is_not_asked_about(site: Site) -> None:
    client = counsellor(site)
    wrong = register(client, 422, phone="12")
    assert not wrong.select("#compared")
    wrong.submit(form_to(wrong, "/loket/daftar"), status=303, phone="")
    with site.session() as session:
        assert session.query(Person).one().birth_on == date(1995, 3, 17)


def test_no_log_and_no_address_holds_the_nik_that_was_asked_about(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked = register(counsellor(site), 422, nik=OTHER_NIK)
    digits = OTHER_NIK.replace(" ", "")
    for text in (asked.path, caplog.text):
        assert digits not in text.replace(" ", "")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"sex": "female"}, "NIK menyebut jenis kelamin lain."),
        ({"birth_on": date(1995, 3, 18)}, "NIK menyebut tanggal lahir lain."),
    ],
)
def test_the_nik_of_somebody_on_record_is_asked_about_too(site: Site, facts: dict[str, Any], words: str) -> None:
    one = person(name="Budi Santoso", **facts)
    site.save(one)
    client = counsellor(site)
    page = seek(client, birth_on=f"{one.birth_on:%d-%m-%Y}")
    asked = page.submit(form_to(page, "/sama"), status=422)
    [said] = asked.texts(".error-summary li")
    assert said.startswith(words)
    with site.session() as session:
        assert session.get_one(Person, one.id).nik_index is None
    saved = asked.submit(form_to(asked, "/sama"), compared="1")
    assert "NIK belum disimpan" not in saved.text
    with site.session() as session:
        assert session.get_one(Person, one.id).nik_index is not None
