"""The verbs of a certificate, on every database."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR, SYSTEM
from app.domain.certificate import Issuer, NewCertificate
from app.domain.errors import InvalidFact, NotAllowed, NotFound, TransitionRefused
from app.models import Certificate, Event, EventReason, SearchJob
from app.services import certificates
from tests.factories.workers import certificate, worker
from tests.support.clock import NOW
from tests.support.site import Site

TODAY = date(2026, 11, 25)


def _command(worker_id: int, **changes: object) -> NewCertificate:
    plain = {
        "worker_id": worker_id, "scheme_code": "tata-boga", "issuer": Issuer.BNSP, "number": "  12 / BNSP ",
        "issued_on": TODAY - timedelta(days=10), "valid_until": TODAY + timedelta(days=1_000), "lsp": " LSP Contoh ",
    }  # fmt: skip
    return NewCertificate(**(plain | changes))  # type: ignore[arg-type]


def _get(session: Session, key: int) -> Certificate:
    session.rollback()
    return session.get_one(Certificate, key)


def test_from_record_to_revocation(site: Site, session: Session) -> None:
    [worker_id] = site.save(worker(certificates=[]))
    key = certificates.record_certificate(_command(worker_id), OPERATOR, site.clock)
    held = _get(session, key)
    assert (held.status, held.number, held.lsp, held.kkni_level) == ("unverified", "12 / BNSP", "LSP Contoh", 2)
    assert (len(held.token), held.verified_at) == (43, None)
    site.sync()
    assert site.engines.workers.ids() == set(), "what nobody verified is not public"

    certificates.verify_certificate(key, " Dicek di kantor ", OPERATOR, site.clock)
    assert (_get(session, key).verified_at, _get(session, key).verified_note) == (NOW, "Dicek di kantor")
    site.sync()
    assert site.engines.workers.ids() == {worker_id}

    certificates.revoke_certificate(key, "Palsu: Budi", OPERATOR, site.clock)
    held = _get(session, key)
    assert (held.status, held.revoked_at, held.revoke_reason) == ("revoked", NOW, "Palsu: Budi")
    assert held.verified_at == NOW, "that it was verified once is history"
    site.sync()
    assert site.engines.workers.ids() == set()

    rows = session.execute(select(Event.verb, Event.old_state, Event.new_state).order_by(Event.id))
    assert [tuple(row) for row in rows] == [
        ("record", None, "unverified"), ("verify", "unverified", "verified"), ("revoke", "verified", "revoked"),
    ]  # fmt: skip
    assert session.scalar(select(EventReason.event_id)) is None  # it stands on the row, which goes with its person


def test_an_issuer_gives_a_number_once(site: Site, session: Session) -> None:
    [worker_id] = site.save(worker(certificates=[]))
    certificates.record_certificate(_command(worker_id), OPERATOR, site.clock)
    with pytest.raises(InvalidFact, match="number: taken"):
        certificates.record_certificate(_command(worker_id, number="12  / BNSP"), OPERATOR, site.clock)
    certificates.record_certificate(_command(worker_id, issuer=Issuer.BLK, kkni_level=4), OPERATOR, site.clock)
    assert [row.kkni_level for row in session.scalars(select(Certificate).order_by(Certificate.id))] == [2, 4]


def test_what_is_refused(site: Site, session: Session) -> None:
    [worker_id] = site.save(worker(certificate(status="revoked"), certificate(status="verified")), indexed=False)
    revoked, verified = session.scalars(select(Certificate.id).order_by(Certificate.status)).all()
    session.rollback()
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(InvalidFact, match="issued_on: future"):
        certificates.record_certificate(_command(worker_id, issued_on=tomorrow), OPERATOR, site.clock)
    with pytest.raises(InvalidFact, match="scheme_code: unknown"):
        certificates.record_certificate(_command(worker_id, scheme_code="sulap"), OPERATOR, site.clock)
    with pytest.raises(NotFound):
        certificates.record_certificate(_command(999), OPERATOR, site.clock)
    with pytest.raises(NotAllowed):
        certificates.record_certificate(_command(worker_id), SYSTEM, site.clock)
    with pytest.raises(NotAllowed):
        certificates.revoke_certificate(verified, "sebab", SYSTEM, site.clock)
    with pytest.raises(InvalidFact, match="reason: missing"):
        certificates.revoke_certificate(verified, "  ", OPERATOR, site.clock)
    with pytest.raises(TransitionRefused):
        certificates.verify_certificate(verified, "lagi", OPERATOR, site.clock)
    with pytest.raises(TransitionRefused):
        certificates.verify_certificate(revoked, "lagi", OPERATOR, site.clock)
    with pytest.raises(NotFound):
        certificates.verify_certificate(999, "ada", OPERATOR, site.clock)


def test_verifying_needs_evidence_and_may_come_after_the_end(site: Site, session: Session) -> None:
    site.save(worker(certificate(status="unverified", valid_until=TODAY - timedelta(days=1))), indexed=False)
    key = session.scalar(select(Certificate.id)) or 0
    session.rollback()
    with pytest.raises(InvalidFact, match="reason: missing"):
        certificates.verify_certificate(key, "", OPERATOR, site.clock)
    certificates.verify_certificate(key, "Dicek pada situs penerbit.", OPERATOR, site.clock)
    assert _get(session, key).status == "verified"
    assert session.scalars(select(SearchJob.index_name)).all() == ["workers"] * 2
