"""The reader of place names, made once a process for each database: names change with a release only."""

from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from app.domain.reading.folding import squash
from app.domain.reading.places import PlaceReader
from app.queries.gazetteer import gazetteer

_readers: WeakKeyDictionary[object, PlaceReader] = WeakKeyDictionary()
_MOST_CANDIDATES = 6


def place_reader(session: Session) -> PlaceReader:
    """An empty database, which is about to be filled, is not remembered."""
    database = session.get_bind()
    if (known := _readers.get(database)) is None:
        known = PlaceReader(gazetteer(session))
        if not known.gazetteer.is_empty:
            _readers[database] = known
    return known


def candidates(reader: PlaceReader, text: str, home: str) -> tuple[str, ...]:
    """Regions that a name may mean when it means several, those in the province of `home` first; few enough to choose
    from."""
    province = home.split(".")[0] + "."
    found = sorted(reader.gazetteer.candidates(squash(text)), key=lambda code: not code.startswith(province))
    return tuple(found)[:_MOST_CANDIDATES]
