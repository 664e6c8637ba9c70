"""Counts how often a vacancy's page is opened, off the request: in memory, and every few seconds into the table.

A page never waits for it and never fails with it. When the database does not answer, the counts stay in memory until it
does; what a process has counted and not yet written is lost when it is killed, at most INTERVAL seconds.
"""

import logging
import re
from collections import Counter
from datetime import date
from threading import Lock, Timer

from flask import Flask, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from app.domain.actor import OFFICERS
from app.extensions import db
from app.models import Vacancy
from app.services.views import add_views
from app.web.context import clock
from app.web.visitor import visitor

log = logging.getLogger(__name__)

INTERVAL = 15.0  # seconds
MOST = 50_000  # vacancies and days that wait; beyond it nothing new is counted
_PROGRAM = re.compile(
    r"bot\b|crawl|spider|slurp|preview|monitor|scan|curl|wget|python|java/|go-http|okhttp|headless|lighthouse|whatsapp"
    r"|facebookexternalhit|telegram|embed",
    re.IGNORECASE,
)


class ViewCounter:
    """The counts of one process. `interval` None: nothing is written until somebody calls `flush`."""

    def __init__(self, app: Flask, interval: float | None = INTERVAL) -> None:
        self._app, self.interval = app, interval
        self._lock, self._waiting, self._timer = Lock(), Counter[tuple[int, date]](), False

    def add(self, vacancy_id: int, day: date) -> None:
        """One more view."""
        with self._lock:
            key = (vacancy_id, day)
            if key in self._waiting or len(self._waiting) < MOST:
                self._waiting[key] += 1
            self._set_timer()

    def flush(self) -> None:
        """Write what waits; what cannot be written waits on."""
        with self._lock:
            counts, self._waiting, self._timer = self._waiting, Counter(), False
        if not counts:
            return
        try:
            with self._app.app_context():
                add_views(counts)
                db.session.remove()
        except SQLAlchemyError as error:
            log.warning("views wait in memory, the database does not take them: %s", type(error).__name__)
            with self._lock:
                self._waiting.update(counts)
                self._set_timer()

    def forget(self) -> None:
        """Drop what waits."""
        with self._lock:
            self._waiting.clear()

    def _set_timer(self) -> None:
        """A thread of its own writes a little later. It is made after the server has forked, by the first view."""
        if self.interval is not None and not self._timer:
            timer = Timer(self.interval, self.flush)
            timer.daemon = True
            timer.start()
            self._timer = True


def install(app: Flask) -> None:
    app.extensions["views"] = ViewCounter(app)


def count_view(vacancy: Vacancy) -> None:
    """Count the request that is being answered, if a person opened the page of somebody else's vacancy: no program, no
    page that the browser holds already, not the company itself and not the office."""
    if request.method != "GET" or request.if_none_match or _is_program() or _is_own(vacancy):
        return
    current_app.extensions["views"].add(vacancy.id, clock().today())


def _is_program() -> bool:
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return not agent or _PROGRAM.search(agent) is not None or "prefetch" in ahead


def _is_own(vacancy: Vacancy) -> bool:
    who = visitor()
    if who is None:
        return False
    return who.waiting or bool(who.actor.roles & OFFICERS) or vacancy.employer_id in who.actor.employer_ids
