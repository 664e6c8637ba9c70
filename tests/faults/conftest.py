"""The real site for each test, and a hand inside its tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.faults.hand import Hand
from tests.support.employer_visits import opened_app
from tests.support.server import Server, prepared, running

__all__ = ["prepared"]

pytest.register_assert_rewrite("tests.faults.kept")

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)


@pytest.fixture
def server(prepared: Path, tmp_path: Path) -> Iterator[Server]:
    with running(prepared, tmp_path / "site") as started:
        yield started


@pytest.fixture
def site_app(server: Server) -> Iterator[Flask]:
    with opened_app(server) as app:
        yield app


@pytest.fixture
def hand(server: Server) -> Iterator[Hand]:
    opened = Hand(server)
    yield opened
    opened.close()
