"""The background worker: keeps the indexes in step with the tables, the board and catalogue with the calendar, the
event log sealed, and sends the letters."""

import logging
import os
import signal
import threading
import time
from types import FrameType

from flask import Flask
from sqlalchemy.exc import OperationalError

from app.domain.clock import Clock
from app.extensions import db
from app.gateways.anchors import Anchors
from app.gateways.erasures import Erasures
from app.gateways.keyring import Keyring
from app.indexing.engines import Engines
from app.indexing.outbox import Kept, drain, draining, kept_jobs
from app.jobs.postman import deliver_until
from app.services import abandoned, letters, sessions, throttles, tokens
from app.services.audit import BATCH, LATE, anchor_end, seal_events
from app.services.documents import remove_orphans
from app.services.erasures import note_erasures
from app.services.indexes import build
from app.services.vacancies import expire_due
from app.services.worker_calendar import due_today
from search.engine import SearchUnavailable

log = logging.getLogger(__name__)

POLL = 0.2  # seconds between two looks at the outbox: a change is findable within a second
SCHEDULE = 20  # seconds between two looks at the calendar, and at what the search server holds
TIDY = 3_600  # seconds between two looks for files that no row names
NICE = 10  # people who search come first when the processor is short
BREATH = 0.05  # seconds between two batches of seals, for others who wait to write
PATIENCE = 5  # seconds to wait after the engine or the database failed


class Worker:
    """One loop, one process. Everything it does is safe to repeat after a kill."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.clock: Clock = app.extensions["clock"]
        self.engines: Engines = app.extensions["search"]
        self.search_dir = app.config["SETTINGS"].search_dir
        self.anchors = Anchors(app.config["SETTINGS"].anchors_file)
        self.kept: Kept = {}
        self.keyring: Keyring = app.extensions["keyring"]
        self.erasures = Erasures(app.config["SETTINGS"].erasures_file, self.keyring)
        self.running = True
        self.stopped = threading.Event()
        self.next_schedule = 0.0
        self.next_tidying = 0.0

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.running = False
        self.stopped.set()

    def run(self) -> None:
        """Work until told to stop (SIGTERM or SIGINT)."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        os.nice(NICE)
        threading.Thread(target=deliver_until, args=(self.app, self.stopped), name="postman", daemon=True).start()
        while self.running:
            time.sleep(POLL if self._step() else PATIENCE)

    def _step(self) -> bool:
        """One round. False when a part of the house does not answer; the work then waits where it is, in the tables."""
        try:
            with self.app.app_context():
                if time.monotonic() >= self.next_schedule:
                    self.next_schedule = time.monotonic() + SCHEDULE
                    self._keep_calendar()
                    self._heal()
                self._drain()
                self._seal()
        except SearchUnavailable as error:
            log.warning("index not available, changes wait in the outbox: %s", error)
            return False
        except OperationalError as error:
            log.warning("database not available: %s", error.orig)
            return False
        return True

    def _drain(self) -> None:
        with draining(self.search_dir) as held:
            while held and self.running:
                kept = kept_jobs(self.search_dir, self.kept)
                if not drain(db.session(), self.engines, self.clock, kept):
                    return

    def _seal(self) -> None:
        """Thousands of events may wait after an import; what changes meanwhile is found before all are sealed."""
        while self.running and seal_events(db.session(), self.keyring) == BATCH:
            time.sleep(BREATH)
            self._drain()

    def _heal(self) -> None:
        """Build what a search server has lost, or has of another version only."""
        for name, engine in self.engines.by_name().items():
            if engine.health().missing:
                count = build(db.session(), self.engines, name, self.clock, self.search_dir)
                log.warning("index %s was missing and is built anew: %d documents", name, count)

    def _tidy(self) -> None:
        if time.monotonic() < self.next_tidying:
            return
        self.next_tidying = time.monotonic() + TIDY
        if removed := remove_orphans(self.app.extensions["storage"], self.clock):
            log.info("%d files without a row are removed", removed)
        sessions.forget_ended(self.clock)
        throttles.forget_old(self.clock)
        tokens.forget_old(self.clock)
        abandoned.forget_unconfirmed(self.clock)
        abandoned.forget_drafts(self.clock)
        letters.forget_sent(self.clock)

    def _keep_calendar(self) -> None:
        self._tidy()
        if expired := expire_due(self.clock):
            log.info("%d vacancies expired", expired)
        if due := due_today(self.clock):
            log.info("%d workers are indexed anew for the day", due)
        seal_events(db.session(), self.keyring, LATE)
        if not anchor_end(db.session(), self.anchors, self.clock):
            log.error("the end of the event log was cut off: see flask audit verify")
        note_erasures(db.session(), self.erasures)
