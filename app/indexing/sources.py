"""Where the documents of each index come from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.indexing import vacancy_documents, worker_documents
from search.schema import Document
from search.vacancies import VACANCIES
from search.workers import WORKERS


@dataclass(frozen=True)
class Source:
    """`some` gives the documents of those of the ids that are public now, `every` all there are."""

    some: Callable[[Session, Sequence[int], Clock], Iterator[Document]]
    every: Callable[[Session, Clock], Iterator[Document]]


SOURCES: Mapping[str, Source] = {
    VACANCIES.name: Source(vacancy_documents.public_documents, vacancy_documents.all_documents),
    WORKERS.name: Source(worker_documents.public_documents, worker_documents.all_documents),
}
