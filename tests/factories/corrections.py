"""Records that officers put right."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR, Actor
from app.domain.correction import Correction, Grounds
from app.models import Event
from app.services.corrections import correct_person
from tests.factories.workers import certificate, given, person, worker
from tests.support.keys import KEYRING
from tests.support.site import Site

NIK_TEXT, OTHER_NIK = "6311061703950001", "6311061703950002"
ONE, TWO = ("ktp-asli",), ("ktp-asli", "kartu-keluarga")


def grounds(*codes: str, words: str = "Salah ketik.", compared: bool = False, seen: int = 0) -> Grounds:
    """Why; without codes only in words."""
    return Grounds(codes, words, compared, seen)


def somebody(site: Site, **facts: Any) -> int:
    """The id of a person of the catalogue, born in 1995, with NIK_TEXT; `facts` are those of the person."""
    one = person(**({"name": "Siti Rahasia", "nik": NIK_TEXT, "consents": [given()]} | facts))
    site.save(worker(certificate(), of=one))
    return one.id


def correct(site: Site, person_id: int, why: Grounds | None = None, actor: Actor = OPERATOR, **facts: Any) -> None:
    """Put `facts` right, with one paper unless there are other grounds."""
    correct_person(person_id, Correction(**facts), why or grounds(*ONE), actor, site.clock, KEYRING)


def lines(session: Session) -> list[tuple[str, str, str]]:
    """The log: noun, verb and fields."""
    session.rollback()
    rows = session.execute(select(Event.noun, Event.verb, Event.fields).order_by(Event.id))
    return [tuple(row) for row in rows]  # type: ignore[misc]
