"""What a company does with a vacancy when somebody else was there first, and whose act a page says it was."""

from datetime import timedelta

import pytest

from app.domain.actor import OPERATOR
from app.jobs.postman import compose, letterhead
from app.models import Account, Membership, Vacancy
from app.services import teams, vacancies
from app.services.letters import Letter
from tests.factories.accounts import acting, client_as, member, officer
from tests.factories.vacancies import TODAY
from tests.pages.test_own_vacancies import in_state, status_of, team
from tests.support.clock import NOW
from tests.support.letters import letters
from tests.support.site import Site

ALREADY = "Tidak ada yang diubah"


def test_extending_what_was_closed_meanwhile_changes_nothing(site: Site) -> None:
    row = in_state("published")
    client, _, who = team(site, row)
    asked = client.get(f"/kelola/lowongan/{row.id}/perpanjang")
    client_as(site, who).get(f"/kelola/lowongan/{row.id}/terisi").submit("main form", status=303)
    for closes_on in (TODAY + timedelta(days=90), TODAY):
        answer = asked.submit("main form", status=303, closes_on=closes_on.isoformat())
        assert ALREADY in client.get(answer.headers["Location"]).text
    assert status_of(site, row.id) == "filled"


def test_a_copy_that_was_put_forward_is_not_written_over(site: Site) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    page = client.get(f"/kelola/lowongan/{row.id}")
    page.submit("aside form", status=303)
    with site.session() as session:
        copied, first = session.query(Vacancy).filter(Vacancy.id != row.id).one(), session.get_one(Vacancy, row.id)
        for name in ("description", "closes_on", "male", "female", "either"):
            setattr(copied, name, getattr(first, name))
        copied.status, copied.submitted_at = "submitted", NOW
        key = copied.id
        session.commit()
    answer = page.submit("aside form", status=303)
    assert answer.headers["Location"] == f"/kelola/lowongan/{key}"
    assert ALREADY in client.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("by", "words", "notice"),
    [
        ("team", "Rekan Anda di perusahaan menarik lowongan Operator", "ditarik rekan Anda."),
        ("office", "Petugas menarik lowongan Operator", "ditarik petugas."),
        ("", "Lowongan Operator published ditarik dan", "ditarik."),
    ],
)
def test_the_team_reads_who_withdrew_a_vacancy(site: Site, by: str, words: str, notice: str) -> None:
    row = in_state("published")
    client, of, _ = team(site, row)
    who = acting(site, member(of) if by == "team" else officer()) if by else OPERATOR
    with site.app.app_context():
        vacancies.withdraw(row.id, who, site.clock, "Proyek ditunda.")
    told = letters(site, "vacancy_withdraw")[0]
    letter = Letter(1, told.recipient, told.template, told.facts, None, "id")
    with site.app.app_context():
        body = compose(letter, letterhead(site.app), site.clock).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert words in body
    assert ("Alasan petugas: Proyek ditunda." in body) == (by == "office")
    assert "Proyek ditunda." in body
    assert f"Lowongan Operator published {notice}" in client.get("/akun/pemberitahuan").text


def test_what_somebody_did_who_has_left_the_team_stays_the_teams(site: Site) -> None:
    """Whatever has become of the account since: with a name no longer, the act is still the team's."""
    row = in_state("published")
    client, of, boss = team(site, row)
    leaving = member(of, "member", name="Dewi Pergi")
    who = acting(site, leaving)
    with site.app.app_context():
        vacancies.extend(row.id, TODAY + timedelta(days=90), who, site.clock)
        vacancies.withdraw(row.id, who, site.clock, "Proyek ditunda.")
    with site.session() as session:
        key = session.query(Membership.id).filter_by(account_id=leaving.id).scalar()
    with site.app.app_context():
        teams.remove(of.id, key, acting(site, boss), site.clock)
    lines = client.get(f"/kelola/lowongan/{row.id}").texts(".timeline li")
    assert len([line for line in lines if "Dewi Pergi" in line]) == 2
    assert not [line for line in lines if "petugas" in line]
    with site.session() as session:
        session.get_one(Account, leaving.id).name = ""
        session.commit()
    lines = client.get(f"/kelola/lowongan/{row.id}").texts(".timeline li")
    assert len([line for line in lines if "anggota tim" in line]) == 2


def test_an_operators_act_for_a_company_is_no_officers(site: Site) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    with site.app.app_context():
        vacancies.extend(row.id, TODAY + timedelta(days=90), OPERATOR, site.clock)
        vacancies.withdraw(row.id, OPERATOR, site.clock, "Proyek ditunda.")
    assert "petugas" not in " ".join(client.get(f"/kelola/lowongan/{row.id}").texts(".timeline li"))


def test_an_officers_withdrawal_is_the_offices(site: Site) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    who = officer(name="Modi Petugas")
    with site.app.app_context():
        vacancies.withdraw(row.id, acting(site, who), site.clock, "Menarik biaya.")
    [line] = client.get(f"/kelola/lowongan/{row.id}").texts(".timeline li")
    assert ", petugas" in line
    assert "Modi" not in line
