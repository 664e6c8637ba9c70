"""What must stand in the tables, on the disk and in the log for everything that was acknowledged."""

import hashlib
from collections import Counter

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.gateways.anchors import Anchors
from app.models import Document, Event, Vacancy
from app.services.audit import check_chain
from app.services.documents import open_document
from tests.faults.senders import Told


def check_kept(app: Flask, told: Told) -> None:
    """Every row, file and line is there, once, and the log's chain holds."""
    assert len(told.vacancies) == len(set(told.vacancies))
    anchors = list(Anchors(app.config["SETTINGS"].anchors_file))  # before the tables: the worker goes on adding to both
    with app.app_context():
        _vacancies_stand(db.session(), told.vacancies)
        _papers_stand(app, db.session(), told.papers)
        chain = check_chain(db.session(), app.extensions["keyring"], anchors)
        db.session.remove()
    assert (chain.broken_at, chain.cut_at) == (None, None)


def _vacancies_stand(session: Session, told: list[int]) -> None:
    rows = session.execute(select(Vacancy.id, Vacancy.status).where(Vacancy.title.like("Staf Gudang %-%")))
    found = {row.id: row.status for row in rows}
    assert [key for key in told if found.get(key) != "published"] == [], "every acknowledged vacancy has its row"
    verbs = _lines(session, "vacancy")
    published = [key for key, status in found.items() if status == "published"]
    assert {verbs[key, verb] for key in published for verb in ("create", "publish_trusted")} == {1}, "and its lines"
    assert {verbs[key, "create"] for key in found} == {1}
    begun = select(Vacancy.title).where(Vacancy.id.in_(found)).group_by(Vacancy.title).having(func.count() > 1)
    assert session.scalars(begun).all() == [], "none is there twice, answered or not"


def _papers_stand(app: Flask, session: Session, told: dict[str, bytes]) -> None:
    """No row without a file, told or not; a file without a row is the worker's to remove."""
    rows = session.scalars(select(Document).where(Document.filename.like("surat-%"))).all()
    found = {row.filename: row.sha256 for row in rows}
    assert {name: found.get(name) for name in told} == told, "every acknowledged paper has its row"
    assert len(rows) == len(found), "and one only, answered or not"
    for row in rows:
        content = open_document(row, app.extensions["storage"])
        assert (hashlib.sha256(content).digest(), len(content)) == (row.sha256, row.size), "and its file, whole"
    lines = _lines(session, "document")
    assert {lines[row.id, "store"] for row in rows} == {1}, "and its line"
    assert {key for key, verb in lines if verb == "store"} <= set(session.scalars(select(Document.id))), "and no more"


def _lines(session: Session, noun: str) -> Counter[tuple[int, str]]:
    rows = session.execute(select(Event.noun_id, Event.verb).where(Event.noun == noun))
    return Counter((row.noun_id, row.verb) for row in rows)
