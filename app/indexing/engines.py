"""Which engine serves which index."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol

from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.language.kept import kept_indonesian
from search.vacancies import VACANCIES
from search.workers import WORKERS


@dataclass(frozen=True)
class Engines:
    vacancies: Engine
    workers: Engine

    def by_name(self) -> Mapping[str, Engine]:
        """Every engine by the name of its index, as the outbox writes it."""
        return {VACANCIES.name: self.vacancies, WORKERS.name: self.workers}


class SiteKeys(Protocol):
    """The keys of one site on a search server: one for all it does, one that only searches."""

    @property
    def writes(self) -> str: ...

    @property
    def searches(self) -> str: ...


def site_keys(url: str, master_key: str, prefix: str) -> SiteKeys:
    """Make the site's keys, or find them again. Raises SearchUnavailable."""
    made: SiteKeys = import_module("search.meili.keys").make(url, master_key, prefix)
    return made


def open_engines(search_dir: Path, home: str, url: str = "", key: str = "", prefix: str = "") -> Engines:
    """The engines over a search server if its address is given, else the embedded ones over their folders. Nothing is
    opened yet: each process does so at its first search. `home` is the office's region, whose districts are counted."""
    vacancies, workers = (replace(schema, nearby={"place": home}) for schema in (VACANCIES, WORKERS))
    if url:
        # Loaded only where it is used: the client costs a process half a second and 20 MB.
        meili = import_module("search.meili")
        server = meili.Server(url, key)
        return Engines(
            vacancies=meili.MeilisearchEngine(vacancies, server, prefix),
            workers=meili.MeilisearchEngine(workers, server, prefix),
        )
    language = kept_indonesian(search_dir)
    return Engines(
        vacancies=EmbeddedEngine(vacancies, search_dir / VACANCIES.name, language),
        workers=EmbeddedEngine(workers, search_dir / WORKERS.name, language),
    )
