"""What a company does with a vacancy when somebody else was there first, and whose act a page says it was."""

from datetime import timedelta

from app.models import Vacancy
from tests.factories.accounts import client_as
from tests.factories.vacancies import TODAY
from tests.pages.test_own_vacancies import in_state, status_of, team
from tests.support.clock import NOW
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
