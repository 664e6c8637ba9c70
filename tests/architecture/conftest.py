"""A bare app: wired, without database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from tests.support.clock import frozen_clock
from tests.support.site import settings_for


@pytest.fixture(scope="session")
def make_app(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Flask]:
    folder: Path = tmp_path_factory.mktemp("bare")
    return lambda: create_app(settings_for(folder, f"sqlite:///{folder / 'bare.db'}"), frozen_clock())


@pytest.fixture(scope="session")
def bare_app(make_app: Callable[[], Flask]) -> Flask:
    return make_app()
