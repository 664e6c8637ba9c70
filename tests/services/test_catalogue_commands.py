"""What the office does with cards and certificates from the shell."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.public_id import shown
from app.models import Certificate, Consent, Worker
from tests.factories.workers import certificate, worker
from tests.support.site import Site


def _run(site: Site, *words: str) -> tuple[int, str]:
    result = site.app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output


def _address(site: Site, key: int) -> str:
    with site.session() as session:
        return shown(session.get_one(Worker, key).public_id)


def test_a_card_is_hidden_and_shown(site: Site) -> None:
    [key] = site.save(worker())
    address = _address(site, key)
    assert _run(site, "catalogue", "hide", address.lower()) == (0, f"{address.lower()}: hide selesai\n")
    site.sync()
    assert site.engines.workers.ids() == set()
    assert _run(site, "catalogue", "show", address)[0] == 0
    site.sync()
    assert site.engines.workers.ids() == {key}


def test_a_consent_is_recorded_and_withdrawn(site: Site) -> None:
    [key] = site.save(worker(consent=None))
    address = _address(site, key)
    assert _run(site, "catalogue", "withdraw", address) == (1, f"Error: {address}: tidak ada (consent).\n")
    assert _run(site, "catalogue", "consent", address, "--text-version", "2026-01", "--level", "contact")[0] == 0
    site.sync()
    assert site.engines.workers.ids() == {key}
    assert _run(site, "catalogue", "withdraw", address)[0] == 0
    site.sync()
    assert site.engines.workers.ids() == set()
    with site.session() as session:
        held = session.scalars(select(Consent)).one()
        assert (held.level, held.recorded_via, held.withdrawn_at) == ("contact", "counter", site.clock.now())


def test_unknown_ids_are_said(site: Site) -> None:
    for address in ("TK-2222-2222", "12", "TK-0000-0000"):
        assert _run(site, "catalogue", "hide", address) == (1, f"Error: Tidak ada tenaga kerja {address}.\n")


def test_a_certificate_is_verified_and_revoked(site: Site) -> None:
    site.save(worker(certificate(status="unverified")))
    assert _run(site, "certificates", "verify", "1", "--evidence", "Dicek di loket")[0] == 0
    assert _run(site, "certificates", "verify", "1", "--evidence", "lagi")[0] == 1
    assert _run(site, "certificates", "revoke", "1", "--reason", "Palsu") == (0, "sertifikat 1: selesai\n")
    assert _run(site, "certificates", "revoke", "9", "--reason", "Palsu") == (
        1,
        "Error: sertifikat 9: tidak ada (certificate).\n",
    )
    with site.session() as session:
        assert _facts(session) == ("revoked", "Dicek di loket", "Palsu")


def _facts(session: Session) -> tuple[str, str, str]:
    held = session.scalars(select(Certificate)).one()
    return held.status, held.verified_note, held.revoke_reason
