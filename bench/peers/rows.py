"""The rows a peer holds: what our own index holds, made by the same code."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask

from app.extensions import db
from app.indexing.vacancy_documents import all_documents
from app.queries.reference import reference


class Row(NamedTuple):
    """One open vacancy. Facets hold every code under which it is counted; `where` is its place in words."""

    id: int
    title: str
    company: str
    category: str
    body: str
    where: str
    place: list[str]
    occupation: list[str]
    sector: list[str]
    education: list[str]
    employment_type: list[str]
    wage: int | None
    closes_on: int
    published_at: int


FACETS = ("place", "occupation", "sector", "education", "employment_type")


def rows(app: Flask) -> Iterator[Row]:
    """Every vacancy whose last day is not over."""
    clock = app.extensions["clock"]
    today = clock.today().toordinal()
    with app.app_context():
        session = db.session()
        known = reference(session)
        for document in all_documents(session, clock):
            if (closes_on := document.numbers["closes_on"] or 0) < today:
                continue
            words, codes, numbers = document.text, document.keywords, document.numbers
            yield Row(
                document.id, words["title"], words["company"], words["category"], words["body"],
                known.place_label(codes["place"][-1]), *(list(codes[name]) for name in FACETS),
                numbers["wage"], closes_on, numbers["published_at"] or 0,
            )  # fmt: skip
        db.session.remove()
