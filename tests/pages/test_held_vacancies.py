"""A trusted company's vacancy that staff look at before it is shown."""

from tests.pages.test_own_vacancies import form_sent, in_state, sent_by, status_of, team
from tests.support.clock import NOW
from tests.support.site import Site


def test_a_heavy_flag_sends_a_trusted_companys_vacancy_to_staff(site: Site) -> None:
    row = in_state("draft")
    client, _, _ = team(site, row, trusted_at=NOW)
    fee = "Biaya pendaftaran Rp150.000 dibayar di muka."
    preview = client.get(form_sent(client.get(f"/kelola/lowongan/{row.id}/ubah"), description=fee))
    assert "Tayangkan sekarang" not in preview.text
    assert "tidak langsung tayang" in preview.text
    answer = sent_by(preview, "submit")
    assert "tidak langsung tayang" in client.get(answer.headers["Location"]).text
    assert status_of(site, row.id) == "submitted"
