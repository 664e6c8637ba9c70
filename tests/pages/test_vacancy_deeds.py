"""What a company does with a vacancy when somebody else was there first, and whose act a page says it was."""

from datetime import timedelta

import pytest

from app.domain.actor import OPERATOR
from app.jobs.postman import compose, letterhead
from app.models import Vacancy
from app.services import vacancies
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
