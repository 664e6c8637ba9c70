"""The whole index at once: rebuild it, or compare it with the tables."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.indexing.vacancy_documents import all_documents
from search.engine import Engine
from search.schema import Document

COMPARED = 2_000  # documents a step of the comparison


@dataclass(frozen=True)
class Difference:
    """Ids the index lacks, ids it should not hold, and ids whose facets or numbers are out of date."""

    missing: tuple[int, ...]
    surplus: tuple[int, ...]
    stale: tuple[int, ...]

    @property
    def empty(self) -> bool:
        return not (self.missing or self.surplus or self.stale)


def rebuild_vacancies(session: Session, engine: Engine, clock: Clock) -> int:
    """Build the index anew beside the live one and swap. The caller holds `draining`, so that no job is drained into
    the index that is about to go; jobs written meanwhile are drained afterwards."""
    return engine.rebuild(all_documents(session, clock))


def compare_vacancies(session: Session, engine: Engine, clock: Clock) -> Difference:
    """A full diff of index and tables."""
    surplus, missing, stale = engine.ids(), list[int](), list[int]()
    step: list[Document] = []

    def flush() -> None:
        held = engine.documents([document.id for document in step])
        for document in step:
            if document.id not in held:
                missing.append(document.id)
            elif not _alike(held[document.id], document):
                stale.append(document.id)
        step.clear()

    for document in all_documents(session, clock):
        surplus.discard(document.id)
        step.append(document)
        if len(step) == COMPARED:
            flush()
    if step:
        flush()
    return Difference(tuple(missing), tuple(sorted(surplus)), tuple(stale))


def _alike(held: Document, wanted: Document) -> bool:
    keywords = all(set(held.keywords.get(name, ())) == set(values) for name, values in wanted.keywords.items())
    return keywords and all(held.numbers.get(name) == value for name, value in wanted.numbers.items())
