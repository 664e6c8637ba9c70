"""The searches that are compared: the same site and index, asked with less or more of the language."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from app.domain.vacancy_filters import IMPLIED, VacancyFilters
from app.extensions import db
from app.indexing.vacancy_documents import all_documents
from app.queries import vacancy_search
from app.queries.wish import Wish
from bench.relevance.figures import Ask
from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.language import Language, indonesian, parts
from search.meili import MeilisearchEngine, Server
from search.vacancies import VACANCIES

Maker = Callable[[Language], Engine]

_understood = vacancy_search.vacancy_wish


@dataclass(frozen=True)
class Column:
    name: str
    ask: Ask


def all_of(app: Flask, made: Maker) -> list[Column]:
    """From the plain engine to all there is."""
    plain, language = made(Language(rules=frozenset())), made(indonesian())
    return [
        Column("plain engine", _asks(app, plain, sentences=False)),
        Column("engine + language", _asks(app, language, sentences=False)),
        Column("engine + language + sentences", _asks(app, language)),
    ]


def ablations(app: Flask, made: Maker) -> Iterator[Column]:
    """All there is, less one part: a group of the language, a rule, or a filter that words of a sentence mean."""
    whole = made(indonesian())
    for part in parts():
        yield Column(part, _asks(app, made(indonesian({part}))))
    for name in IMPLIED:
        yield Column(f"sentence: {name}", _asks(app, whole, literal=(name,)))
    yield Column("sentence: all", _asks(app, whole, sentences=False))


def embedded(app: Flask) -> Maker:
    """One index serves every language: it holds all phrases, and less of the language acts on the query alone."""
    schema, phrases = app.extensions["search"].vacancies.schema, indonesian().phrases
    folder = app.config["SETTINGS"].search_dir / schema.name
    return lambda language: EmbeddedEngine(schema, folder, language, phrases=phrases)


def meilisearch(app: Flask, url: str, key: str) -> Maker:
    """An index each, filled once a run: there the language is settings."""
    server = Server(url, key, answer=30.0)  # how right, not how fast

    filled: set[str] = set()

    def made(language: Language) -> Engine:
        name = "whole" if language == indonesian() else "plain" if not language.synonyms else "part"
        engine = MeilisearchEngine(VACANCIES, server, f"relevance-{name}-", language)
        if name not in filled:
            engine.rebuild(all_documents(db.session(), app.extensions["clock"]))
            filled.add(name)
        engine.apply_settings()
        return engine

    return made


def _asks(app: Flask, engine: Engine, sentences: bool = True, literal: tuple[str, ...] = ()) -> Ask:
    """The way of the page: state in, cards out. `literal` names filters whose words are searched as words."""

    def ask(text: str) -> Sequence[int]:
        vacancy_search.vacancy_wish = _understood if sentences else _as_typed
        state = VacancyFilters(text=text, literal=literal)
        home = app.config["SETTINGS"].office.region_code
        found = vacancy_search.search(db.session(), engine, state, app.extensions["clock"], home=home)
        if found.facets is None:
            raise RuntimeError("the search engine does not answer")
        return [card.id for card in found.cards]

    return ask


def _as_typed(session: Session, filters: VacancyFilters, today: date, home: str = "") -> Wish[VacancyFilters]:
    """A text is its words and nothing else."""
    return Wish(filters, filters)
