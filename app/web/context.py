"""What a view reaches for: settings, clock and engines of the running app."""

from typing import cast

from flask import current_app

from app.domain.clock import Clock
from app.gateways.keyring import Keyring
from app.gateways.storage import Storage
from app.indexing.engines import Engines
from config import Settings
from search.engine import Engine


def keyring() -> Keyring:
    return cast(Keyring, current_app.extensions["keyring"])


def storage() -> Storage:
    return cast(Storage, current_app.extensions["storage"])


def settings() -> Settings:
    return cast(Settings, current_app.config["SETTINGS"])


def clock() -> Clock:
    return cast(Clock, current_app.extensions["clock"])


def engines() -> Engines:
    return cast(Engines, current_app.extensions["search"])


def vacancy_engine() -> Engine:
    return engines().vacancies


def worker_engine() -> Engine:
    return engines().workers
