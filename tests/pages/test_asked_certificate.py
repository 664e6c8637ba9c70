"""A vacancy names the certificate it asks for and welcomes people with a disability: from the form to the board."""

import json
from typing import Any

from app.models import Vacancy, VacancyRevision
from tests.factories.accounts import client_as, member, officer
from tests.factories.employers import employer
from tests.factories.vacancies import vacancy
from tests.pages.test_vacancy_form import begun, filled, one_vacancy, signed_in
from tests.support.pages import PageClient
from tests.support.site import Site

ASKED = {"scheme": "operator-excavator", "open_to_disability": "1"}
WORDS = ["Operator Excavator", "Terbuka bagi penyandang disabilitas"]


def terms(page: Any) -> dict[str, str]:
    return dict(zip(page.texts(".key-facts dt"), page.texts(".key-facts dd"), strict=True))


def test_the_form_offers_and_the_preview_shows(site: Site) -> None:
    client = signed_in(site)
    answer = begun(client, **filled(**ASKED, deed="check"))
    shown = terms(client.get(answer.headers["Location"]))
    assert [shown["Sertifikat yang diminta"], shown["Penyandang disabilitas"]] == WORDS
    form = client.get(f"/kelola/lowongan/{one_vacancy(site).id}/ubah")
    assert form.one("#scheme option[selected]").get("value") == "operator-excavator"
    assert form.one("#open_to_disability").get("checked") is not None
    assert "/tenaga-kerja?skema=operator-excavator" in {one.get("href") for one in form.select("#bagian-syarat a")}


def test_an_unknown_certificate_is_refused_and_silence_states_nothing(site: Site) -> None:
    client = signed_in(site)
    begun(client, **filled(scheme="sihir", deed="check"))
    page = client.get(f"/kelola/lowongan/{one_vacancy(site).id}/ubah?periksa=1")
    assert page.one("#scheme").get("aria-invalid") == "true"
    [key] = site.save(vacancy("Juru Las"))
    assert not {"Sertifikat yang diminta", "Penyandang disabilitas"} & set(
        terms(site.client.get(f"/lowongan/{key}-juru-las"))
    )


def test_the_board_shows_it_in_both_languages_and_to_search_engines(site: Site) -> None:
    [key] = site.save(vacancy("Juru Las", scheme_code="welder-smaw-3g", open_to_disability=True))
    page = site.client.get(f"/lowongan/{key}-juru-las")
    assert terms(page)["Penyandang disabilitas"] == WORDS[1]
    data = json.loads(page.one("script[type=application/ld+json]").text or "")
    assert data["qualifications"]["name"] == terms(page)["Sertifikat yang diminta"]
    english = terms(site.client.get(f"/en/lowongan/{key}-juru-las"))
    assert english["People with a disability"] == "Open to people with a disability"
    assert "Certificate asked for" in english


def test_a_change_of_it_waits_and_is_told_part_by_part(site: Site) -> None:
    of = employer()
    job = vacancy("Operator", of=of)
    team = client_as(site, member(of))
    [key] = site.save(job)
    team.get(f"/kelola/lowongan/{key}/ubah").submit("form#lowongan", status=303, **ASKED)
    version = team.get(f"/kelola/lowongan/{key}/pratinjau").one("input[name=version]").get("value")
    team.send(f"/kelola/lowongan/{key}/kirim", {"version": version, "deed": "revise"})
    with site.session() as session:
        waiting = session.query(VacancyRevision).one()
        assert waiting.fields.split() == ["scheme", "disability"]
        change = waiting.id
    moderator: PageClient = client_as(site, officer("moderator"))
    page = moderator.get(f"/petugas/perubahan/{change}")
    assert page.texts(".diff del") == ["Tidak ada", "Tidak disebutkan"]
    assert page.texts(".diff ins") == ["Operator Excavator", "Terbuka"]
    moderator.send(f"/petugas/perubahan/{change}", {"keputusan": "terima"})
    with site.session() as session:
        row = session.get_one(Vacancy, key)
        assert (row.scheme_code, row.open_to_disability) == ("operator-excavator", True)
    assert (
        "sertifikat yang diminta, keterbukaan bagi penyandang disabilitas" in team.get(f"/kelola/lowongan/{key}").text
    )
