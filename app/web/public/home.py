"""The home page: search first, then what the board holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from time import monotonic
from urllib.parse import parse_qsl, urlsplit

from flask import current_app, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.domain.languages import INDONESIAN, in_language, language
from app.domain.vacancy_filters import VacancyFilters
from app.extensions import db
from app.forms.vacancy_filters import parse
from app.queries.backlog import index_behind
from app.queries.board import BoardFigures, board_figures, board_now, board_version
from app.queries.catalogue_figures import catalogue_figures
from app.queries.reference import Reference, reference
from app.queries.vacancy_cards import cards
from app.queries.vacancy_search import count
from app.queries.wish import vacancy_wish
from app.web.access import PUBLIC, access
from app.web.context import clock, engines, settings, vacancy_engine, worker_engine
from app.web.public.blueprint import public
from app.web.vacancy_codes import choices
from config import Office
from search.engine import SearchUnavailable

NEWEST = 6
SCHEMES = 10  # certificates that the home page names
LIVES = 60.0  # seconds a set of figures is kept at most, beside ending with the next change of a vacancy


@dataclass(frozen=True)
class Entry:
    """A way into the board. `count` is None while the search engine is down."""

    label: str
    address: str
    count: int | None
    icon: str = ""
    code: str = ""


@dataclass(frozen=True)
class Board:
    """Everything the home page counts, as of one version of the board."""

    version: tuple[object, ...]
    made: float
    figures: BoardFigures
    districts: tuple[Entry, ...]
    fields: tuple[Entry, ...]
    popular: tuple[Entry, ...]
    newest: tuple[int, ...]
    certified: int
    schemes: tuple[Entry, ...]


@public.get("/")
@access(PUBLIC)
def home() -> str:
    session = db.session()
    board = _board(session)
    newest = cards(session, board.newest, clock(), settings().new_days)
    return render_template("public/home.html", board=board, newest=newest)


def _board(session: Session) -> Board:
    """The figures of today's board, kept while no vacancy changes: counting 100,000 rows takes longer than a page."""
    version, place = (*board_version(session), clock().today(), vacancy_engine()), f"home_board_{language()}"
    kept = current_app.extensions.get(place)
    if kept is not None and kept.version == version and monotonic() - kept.made < LIVES:
        return kept  # type: ignore[no-any-return]
    board = _count(session, version, clock().today())
    if not any(index_behind(session, name) for name in engines().by_name()):
        current_app.extensions[place] = board
    return board


def _count(session: Session, version: tuple[object, ...], today: date) -> Board:
    office, known = settings().office, reference(session)
    catalogue = catalogue_figures(session, worker_engine(), today, SCHEMES)
    counts, newest = board_now(session, vacancy_engine(), office.region_code, today, NEWEST)
    return Board(
        version=version,
        made=monotonic(),
        figures=board_figures(session, today),
        districts=_districts(counts, office, known),
        fields=_fields(session, today, known),
        popular=_popular(session, today),
        newest=newest,
        certified=catalogue.people,
        schemes=tuple(
            Entry(known.schemes[code].short, url_for("public.worker_list", skema=code), people)
            for code, people in catalogue.schemes
        ),
    )


def _office() -> Office:
    """The office with its words in the language of the page."""
    return settings().office if language() == INDONESIAN else settings().office.in_english


def _districts(counts: Mapping[str, int], office: Office, known: Reference) -> tuple[Entry, ...]:
    """The office's districts, the fullest first."""
    entries = [
        Entry(known.regions[code], url_for("public.vacancy_list", lokasi=code), counts.get(code, 0), code=code)
        for code in known.children(office.region_code)
    ]
    return tuple(sorted(entries, key=lambda entry: (-(entry.count or 0), entry.label)))


def _fields(session: Session, today: date, known: Reference) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            field.label,
            in_language(field.address, language()),
            _hits(session, _state(field.address, known), today),
            field.icon,
        )
        for field in _office().fields
    )


def _popular(session: Session, today: date) -> tuple[Entry, ...]:
    """Searches worth a click: only those that find something."""
    entries = (
        Entry(words, url_for("public.vacancy_list", q=words), _hits(session, VacancyFilters(text=words), today))
        for words in _office().popular
    )
    return tuple(entry for entry in entries if entry.count)


def _state(address: str, known: Reference) -> VacancyFilters:
    return parse(MultiDict(parse_qsl(urlsplit(address).query)), choices(known)).filters


def _hits(session: Session, state: VacancyFilters, today: date) -> int | None:
    """What the list of a state counts. A given order spares the engine its ranking."""
    meant = vacancy_wish(session, state.change(sort="terbaru"), today, settings().office.region_code)
    try:
        return count(vacancy_engine(), meant, today)
    except SearchUnavailable:
        return None
