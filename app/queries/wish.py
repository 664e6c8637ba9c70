"""What a state of a list asks for, once its text has been understood."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from app.domain.list_filters import ListFilters
from app.domain.reading.places import PlaceReader
from app.domain.reading.question import Implied, QuestionReader, for_vacancies, for_workers
from app.domain.reading.question_places import QuestionPlaces
from app.domain.vacancy_filters import VacancyFilters
from app.domain.worker_filters import WorkerFilters
from app.queries.gazetteer import gazetteer
from app.queries.reference import reference
from search.vacancies import UNKNOWN

State = TypeVar("State", bound=ListFilters)


@dataclass(frozen=True)
class Wish(Generic[State]):
    """`filters` is the state as typed, in the form its address takes; `wanted` the one to search: the rest of the text,
    and the filters its words mean beside those chosen.

    `implied` are these filters, `literal` those that the words would mean if the visitor had not asked to search them
    as words. `content` are the places of the words that are searched in the text as typed.
    """

    filters: State
    wanted: State
    implied: tuple[Implied, ...] = ()
    literal: tuple[Implied, ...] = ()
    content: tuple[tuple[int, int], ...] = ()

    @property
    def lifted(self) -> str:
        """Words that filters stand for: a title that holds them as well is a better answer."""
        return " ".join(one.words for one in self.implied if one.name in self.filters.FACETS)

    @property
    def typed(self) -> str:
        """The text as typed, where it is not what is searched."""
        return self.filters.text if self.wanted.text != self.filters.text else ""


def vacancy_wish(session: Session, filters: VacancyFilters, today: date, home: str = "") -> Wish[VacancyFilters]:
    """The wish behind a state of the vacancy list, for the office of the region `home`."""
    return understand(filters, _readers(session, home).vacancies(today)) if filters.text else Wish(filters, filters)


def worker_wish(session: Session, filters: WorkerFilters, home: str = "") -> Wish[WorkerFilters]:
    """The wish behind a state of the catalogue, for the office of the region `home`."""
    return understand(filters, _readers(session, home).workers) if filters.text else Wish(filters, filters)


def understand(filters: State, reader: QuestionReader) -> Wish[State]:
    """A filter chosen by hand wins over one that words mean; the words count as read all the same."""
    read = reader.read(filters.text, filters.literal)
    literal: tuple[Implied, ...] = ()
    if filters.literal:
        literal = tuple(one for one in reader.read(filters.text).implied if one.name in filters.literal)
    chosen = {name for name, _ in filters.chosen}
    implied = tuple(one for one in read.implied if one.name not in chosen)
    names = {one.name for one in implied}
    plain = filters
    if filters.literal or filters.included:
        plain = replace(
            filters,
            literal=tuple(one.name for one in literal),
            included=tuple(name for name in filters.included if name in names),
        )
    wanted = plain if read.text == plain.text else replace(plain, text=read.text)
    for one in implied:
        wanted = wanted.meaning(one.name, one.values, UNKNOWN if one.name in plain.included else "")
    return Wish(plain, wanted, implied, literal, read.content)


class _Readers:
    """The readers of an office's questions."""

    def __init__(self, session: Session, places: PlaceReader, home: str) -> None:
        self._places = QuestionPlaces(places, home)
        self._minimum_wage = partial(reference(session).minimum_wage, home)
        self._by_wage: dict[int | None, QuestionReader] = {}
        self.workers = for_workers(self._places)

    def vacancies(self, today: date) -> QuestionReader:
        """By today's minimum wage."""
        if (minimum := self._minimum_wage(today.year)) not in self._by_wage:
            self._by_wage[minimum] = for_vacancies(self._places, minimum)
        return self._by_wage[minimum]


_known: WeakKeyDictionary[object, dict[str, _Readers]] = WeakKeyDictionary()


def _readers(session: Session, home: str) -> _Readers:
    """Names of places change with a release only, so each process makes the readers of a database once; an empty one,
    which is about to be filled, is not remembered."""
    here = _known.setdefault(session.get_bind(), {})
    if (known := here.get(home)) is None:
        places = PlaceReader(gazetteer(session))
        known = _Readers(session, places, home)
        if not places.gazetteer.is_empty:
            here[home] = known
    return known
