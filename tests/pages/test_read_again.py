"""What a company has put forward can be read again, whole, on the vacancy's own page."""

import pytest

from tests.pages.test_own_vacancies import in_state, team
from tests.support.site import Site


@pytest.mark.parametrize("status", ["submitted", "returned", "published"])
def test_what_was_sent_is_read_as_applicants_see_it(site: Site, status: str) -> None:
    row = in_state(status, description="Memuat batu.\n\nTiga giliran.", apply_via="employer", apply_note="Bawa SIM B2.")
    client, _, _ = team(site, row)
    text = client.get(f"/kelola/lowongan/{row.id}").text
    for words in ("Kabupaten Balangan", "Tiga giliran.", "Terbiasa bekerja dalam regu.", "Bawa SIM B2."):
        assert words in text


def test_a_draft_that_was_thrown_away_has_a_page_without_a_text(site: Site) -> None:
    row = in_state("draft", closes_on=None)
    client, _, _ = team(site, row)
    client.get(f"/kelola/lowongan/{row.id}/tarik").submit("main form", status=303)
    assert "Baca isi lengkapnya" not in client.get(f"/kelola/lowongan/{row.id}").text
