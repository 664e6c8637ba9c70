"""Which engine serves which index."""

from dataclasses import dataclass
from pathlib import Path

from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.vacancies import VACANCIES


@dataclass(frozen=True)
class Engines:
    vacancies: Engine


def open_engines(search_dir: Path) -> Engines:
    """The embedded engines over their folders. Nothing is opened yet: each process does so at its first search."""
    return Engines(vacancies=EmbeddedEngine(VACANCIES, search_dir / VACANCIES.name))
