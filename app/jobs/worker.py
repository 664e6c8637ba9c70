"""The background worker: keeps the index in step with the tables and the board in step with the calendar."""

import logging
import signal
import time
from types import FrameType

from flask import Flask
from sqlalchemy.exc import OperationalError

from app.domain.clock import Clock
from app.extensions import db
from app.indexing.outbox import drain, draining
from app.services.vacancies import expire_due
from search.engine import Engine, SearchUnavailable

log = logging.getLogger(__name__)

POLL = 0.2  # seconds between two looks at the outbox: a change is findable within a second
SCHEDULE = 20  # seconds between two looks at the calendar
PATIENCE = 5  # seconds to wait after the engine or the database failed


class Worker:
    """One loop, one process. Everything it does is safe to repeat after a kill."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.clock: Clock = app.extensions["clock"]
        self.engine: Engine = app.extensions["search"].vacancies
        self.search_dir = app.config["SETTINGS"].search_dir
        self.running = True
        self.next_schedule = 0.0

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.running = False

    def run(self) -> None:
        """Work until told to stop (SIGTERM or SIGINT)."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while self.running:
            time.sleep(POLL if self._step() else PATIENCE)

    def _step(self) -> bool:
        """One round. False when a part of the house does not answer; the work then waits where it is, in the tables."""
        try:
            with self.app.app_context():
                self._keep_calendar()
                self._drain()
        except SearchUnavailable as error:
            log.warning("index not available, changes wait in the outbox: %s", error)
            return False
        except OperationalError as error:
            log.warning("database not available: %s", error.orig)
            return False
        return True

    def _drain(self) -> None:
        with draining(self.search_dir) as held:
            while held and self.running and drain(db.session(), self.engine, self.clock):
                pass

    def _keep_calendar(self) -> None:
        if time.monotonic() < self.next_schedule:
            return
        self.next_schedule = time.monotonic() + SCHEDULE
        if expired := expire_due(self.clock):
            log.info("%d vacancies expired", expired)
