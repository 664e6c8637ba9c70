"""A certificate as the office reviews it, with its holder for those who verify, and the evidence kept for it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.certificate import CertificateState, state
from app.domain.clock import Clock
from app.domain.initials import initials
from app.domain.queue import Tab
from app.models import Certificate, Document, Person, Worker
from app.queries.reference import reference
from app.queries.timeline import TimelineEntry, timeline
from app.queries.vacancy_review import Holder, holder_of


@dataclass(frozen=True)
class CertificateReview:
    """`name` is written out for those who verify and initials for everybody else; the NIK is never here."""

    certificate: Certificate
    person_id: int
    state: CertificateState
    name: str
    district: str
    documents: list[Document]
    steps: list[TimelineEntry]
    holder: Holder | None

    @property
    def seen(self) -> int:
        return self.steps[0].id if self.steps else 0


def certificate_review(
    session: Session, certificate_id: int, clock: Clock, *, with_name: bool
) -> CertificateReview | None:
    found = session.scalar(
        select(Certificate).where(Certificate.id == certificate_id).options(joinedload(Certificate.scheme))
    )
    if found is None:
        return None
    person_id, name, district = session.execute(
        select(Person.id, Person.name, Worker.district_code)
        .join(Worker, Worker.person_id == Person.id)
        .where(Worker.id == found.worker_id)
    ).one()
    documents = select(Document).where(Document.certificate_id == certificate_id).order_by(Document.id)
    return CertificateReview(
        certificate=found,
        person_id=person_id,
        state=state(found.status, found.valid_until, clock.today()),
        name=name if with_name else initials(name),
        district=reference(session).place_label(district) if district else "",
        documents=list(session.scalars(documents)),
        steps=timeline(session, "certificate", certificate_id),
        holder=holder_of(session, Tab.CERTIFICATES, certificate_id, clock),
    )
