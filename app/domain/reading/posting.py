"""One row of another board's postings, as JSON gave it, to a Posting: checked, dated, and read.

A wage whose bounds are upside down is turned round (both figures are the board's own); a bound of 0 is "not stated".
Dates move by whole days so that the newest posting of a file is of today, unless dates are kept. A posting without a
date is of the day of import.
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from app.domain.clock import Clock
from app.domain.reading.education import read_education
from app.domain.reading.employment import read_types, stated_type
from app.domain.reading.occupation import OccupationReader
from app.domain.reading.places import PlaceReader
from app.domain.reading.title_places import TitlePlaceReader
from app.domain.vacancy import EmploymentType, Origin, Posting
from app.domain.wage import LARGEST, Wage, WageKind

LIMITS = {"id": 80, "source": 80, "title": 200, "company": 160, "category": 160, "location": 160, "url": 300,
          "description": 50_000}  # fmt: skip  # characters, as the tables hold them
EARLIEST = date(2000, 1, 1)  # before the first job board; such a date is a slip
FUTURE_DAYS = 366  # a newest date further ahead is a slip and would move all others into the past

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SOURCE_IN_BRACKETS = re.compile(r"\(([^(),]+)")
_TRAILING_YEAR = re.compile(r"[\s~]+\d{4}(?:-\d{2,4})?$")


class RowProblem(Exception):
    """A row cannot be stored. `code` is worded by whoever reports it; `field` names the value at fault."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(f"{code} {field}".strip())
        self.code, self.field = code, field


@dataclass(frozen=True)
class ImportRules:
    """`shift` moves every date; `days` from posting to closing; `grace` days from today are the earliest closing, None
    when dates are kept."""

    clock: Clock
    days: int
    shift: timedelta
    grace: int | None


@dataclass(frozen=True)
class Reading:
    """A posting and what of its row was odd but usable."""

    posting: Posting
    wage_turned: bool
    type_unknown: bool


def posted_on(value: object, today: date) -> date | None:
    """The day a board names, None for no day. Raises RowProblem for anything that is no day of this century."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise RowProblem("wrong_type", "posted_at")
    try:
        day = date.fromisoformat(value.strip()[:10])
        if len(value) > 10:
            datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise RowProblem("date_unreadable") from error
    if not EARLIEST <= day <= today + timedelta(days=FUTURE_DAYS):
        raise RowProblem("date_out_of_range")
    return day


class PostingReader:
    """Reads rows under the rules of one import."""

    def __init__(self, places: PlaceReader, occupations: OccupationReader, rules: ImportRules) -> None:
        self._places = places
        self._occupations = occupations
        self._titles = TitlePlaceReader(places)
        self._rules = rules
        self._today = rules.clock.today()
        self._start_of = lru_cache(1_000)(rules.clock.start_of)
        self._sources: dict[str, str] = {}

    def read(self, row: object) -> Reading:
        """Raises RowProblem for a row that cannot be stored."""
        if not isinstance(row, dict):
            raise RowProblem("not_object")
        source_id, title = _line(row, "id", required=True), _line(row, "title", required=True)
        place_text = _line(row, "location")
        description = _text(row, "description")
        day = self._day(row.get("posted_at"))
        types, type_unknown = _types(_line(row, "employment_type", limit=LIMITS["category"]), title)
        wage, turned = _wage(row, EmploymentType.INTERNSHIP in {kind for kind, _ in types})
        category = _line(row, "category")
        occupation = self._occupations.read(title, category)
        stated = self._places.read(place_text)
        added = self._titles.read(title, stated)
        posting = Posting(
            source=self._source(_line(row, "source", required=True, limit=LIMITS["location"])), source_id=source_id,
            title=title, description=description, company=_line(row, "company"), category=category,
            place_text=place_text, places=(*_marked(stated, Origin.STATED), *_marked(added, Origin.READ)),
            education=_marked(read_education(title, description), Origin.READ), employment_types=types, wage=wage,
            published_at=self._start_of(day), closes_on=self._closing(day), source_url=_url(row),
            occupation_code=occupation.code if occupation and occupation.is_sure else None,
        )  # fmt: skip
        return Reading(posting, turned, type_unknown)

    def _day(self, value: object) -> date:
        day = posted_on(value, self._today)
        if day is None:
            return self._today
        day += self._rules.shift
        if day > self._today:
            raise RowProblem("date_future")
        return day

    def _closing(self, day: date) -> date:
        closing = day + timedelta(days=self._rules.days)
        if self._rules.grace is None:
            return closing
        return max(closing, self._today + timedelta(days=self._rules.grace))

    def _source(self, text: str) -> str:
        """The board's short name: in "owner/repository (JobStreet, Mar 2024)" what follows the bracket."""
        name = self._sources.get(text)
        if name is None:
            inside = _SOURCE_IN_BRACKETS.search(text)
            name = _TRAILING_YEAR.sub("", inside[1].strip()) if inside else text
            if len(name) > LIMITS["source"]:
                raise RowProblem("too_long", "source")
            self._sources[text] = name
        return name


def _marked(codes: tuple[str, ...], origin: Origin) -> tuple[tuple[str, Origin], ...]:
    return tuple((code, origin) for code in codes)


def _line(row: dict[str, object], field: str, *, required: bool = False, limit: int | None = None) -> str:
    """One line of text without outer and doubled spaces."""
    value = row.get(field)
    if value is None:
        value = ""
    elif not isinstance(value, str):
        raise RowProblem("wrong_type", field)
    line = " ".join(_storable(value, field).split())
    if required and not line:
        raise RowProblem("missing", field)
    if len(line) > (limit or LIMITS[field]):
        raise RowProblem("too_long", field)
    return line


def _text(row: dict[str, object], field: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RowProblem("wrong_type", field)
    if len(value) > LIMITS[field]:
        raise RowProblem("too_long", field)
    return _storable(value, field).replace("\r\n", "\n").replace("\r", "\n").strip()


def _storable(text: str, field: str) -> str:
    """Without control characters, which no database and no page wants. Half a character cannot be stored at all."""
    if not _UNSTORABLE.search(text):
        return text
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        raise RowProblem("bad_characters", field)
    return _UNSTORABLE.sub(" ", text)


def _url(row: dict[str, object]) -> str:
    url = _line(row, "url")
    return url if url.startswith(("https://", "http://")) else ""


def _types(stated: str, title: str) -> tuple[tuple[tuple[EmploymentType, Origin], ...], bool]:
    """The kinds of employment, and whether the board's own word is unknown."""
    own = stated_type(stated) if stated else None
    kinds = [(own, Origin.STATED)] if own else []
    kinds += [(kind, Origin.READ) for kind in read_types(title) if kind != own]
    return tuple(kinds), bool(stated) and own is None


def _wage(row: dict[str, object], internship: bool) -> tuple[Wage | None, bool]:
    """Rupiah a month; an internship pays an allowance. Also whether the bounds were upside down."""
    low, high = _rupiah(row, "salary_min"), _rupiah(row, "salary_max")
    if low is None and high is None:
        return None, False
    turned = low is not None and high is not None and low > high
    if turned:
        low, high = high, low
    return Wage(low, high, kind=WageKind.ALLOWANCE if internship else WageKind.WAGE), turned


def _rupiah(row: dict[str, object], field: str) -> int | None:
    value = row.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RowProblem("wage_not_number", field)
    if not math.isfinite(value) or not 0 <= value <= LARGEST:
        raise RowProblem("wage_out_of_range", field)
    return round(value) or None
