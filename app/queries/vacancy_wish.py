"""What a state of the vacancy list asks for, once its text has been understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from app.domain.reading.places import PlaceReader
from app.domain.reading.question import Implied, QuestionReader
from app.domain.vacancy_filters import FACETS, VacancyFilters
from app.queries.gazetteer import gazetteer
from app.queries.reference import reference
from search.vacancies import UNKNOWN


@dataclass(frozen=True)
class Wish:
    """`filters` is the state as typed, in the form its address takes; `wanted` the one to search: the rest of the text,
    and the filters its words mean beside those chosen.

    `implied` are these filters, `literal` those that the words would mean if the visitor had not asked to search them
    as words. `content` are the places of the words that are searched in the text as typed.
    """

    filters: VacancyFilters = field(default_factory=VacancyFilters)
    wanted: VacancyFilters = field(default_factory=VacancyFilters)
    implied: tuple[Implied, ...] = ()
    literal: tuple[Implied, ...] = ()
    content: tuple[tuple[int, int], ...] = ()

    @property
    def lifted(self) -> str:
        """Words that filters stand for: a title that holds them as well is a better answer."""
        return " ".join(one.words for one in self.implied if one.name in FACETS)

    @property
    def typed(self) -> str:
        """The text as typed, where it is not what is searched."""
        return self.filters.text if self.wanted.text != self.filters.text else ""


def wish(session: Session, filters: VacancyFilters, today: date, home: str = "") -> Wish:
    """The wish behind a state, for the office of the region `home`."""
    if not filters.text:
        return Wish(filters, filters)
    return understand(filters, question_reader(session, today, home))


def understand(filters: VacancyFilters, reader: QuestionReader) -> Wish:
    """A filter chosen by hand wins over one that words mean; the words count as read all the same."""
    read = reader.read(filters.text, filters.literal)
    literal: tuple[Implied, ...] = ()
    if filters.literal:
        literal = tuple(one for one in reader.read(filters.text).implied if one.name in filters.literal)
    implied = tuple(one for one in read.implied if not _is_chosen(filters, one.name))
    names = {one.name for one in implied}
    plain = replace(
        filters,
        literal=tuple(one.name for one in literal),
        included=tuple(name for name in filters.included if name in names),
    )
    changes = {key: value for one in implied for key, value in _as_filter(one, one.name in plain.included).items()}
    return Wish(plain, replace(plain, text=read.text, **changes), implied, literal, read.content)


def _is_chosen(filters: VacancyFilters, name: str) -> bool:
    return bool(getattr(filters, FACETS[name])) if name in FACETS else filters.wage_min is not None


def _as_filter(one: Implied, included: bool) -> Mapping[str, Any]:
    """The attribute of a state that holds an implied filter, postings of unknown value let in if asked."""
    if one.name in FACETS:
        return {FACETS[one.name]: (*one.values, UNKNOWN) if included else one.values}
    return {"wage_min": int(one.values[0]), "wage_unknown": included}


_places: WeakKeyDictionary[object, PlaceReader] = WeakKeyDictionary()
_readers: WeakKeyDictionary[PlaceReader, dict[tuple[str, int | None], QuestionReader]] = WeakKeyDictionary()


def question_reader(session: Session, today: date, home: str = "") -> QuestionReader:
    """The reader of an office's questions. Its names change with a release only, so each process makes it once."""
    places = _place_reader(session)
    minimum = reference(session).minimum_wage(home, today.year) if home else None
    known = _readers.setdefault(places, {})
    if (home, minimum) not in known:
        known[home, minimum] = QuestionReader(places, home, minimum)
    return known[home, minimum]


def _place_reader(session: Session) -> PlaceReader:
    database = session.get_bind()
    if (known := _places.get(database)) is None:
        known = PlaceReader(gazetteer(session))
        if not known.gazetteer.is_empty:
            _places[database] = known
    return known
