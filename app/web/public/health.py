"""Whether this process can do its work, for machines that watch it."""

from datetime import datetime

from flask import Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.queries.backlog import backlog
from app.web.access import PUBLIC, access
from app.web.context import clock, engines
from app.web.public.blueprint import public

VERSION = "0.1.0"


@public.get("/healthz")
@access(PUBLIC)
def health() -> Response:
    """503 when the database does not answer. Without a search index pages still work, if bluntly, so the answer stays
    200 and `indexes` says so: taking the process out of service would only make it worse."""
    database, waiting, oldest = _database()
    states = {name: engine.health() for name, engine in engines().by_name().items()}
    available = all(state.available for state in states.values())
    response = jsonify(
        status="down" if not database else "ok" if available else "degraded",
        version=VERSION,
        database=database,
        waiting=waiting,
        backlog_seconds=_age(oldest) if database else None,
        indexes={name: {"available": state.available, "schema": state.version} for name, state in states.items()},
    )
    response.status_code = 200 if database else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _database() -> tuple[bool, int | None, datetime | None]:
    try:
        waiting, oldest = backlog(db.session())
    except SQLAlchemyError:
        db.session.rollback()
        return False, None, None
    return True, waiting, oldest


def _age(oldest: datetime | None) -> float:
    return 0.0 if oldest is None else round((clock().now() - oldest).total_seconds(), 1)
