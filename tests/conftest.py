"""Fixtures of every test; each lives in `tests/support`."""

import os

import pytest

pytest.register_assert_rewrite("tests.support.pages", "tests.support.htmx", "tests.support.queries")

from tests.support.databases import kinds  # noqa: E402  after the rewriting is registered
from tests.support.site import client, session, site, sites  # noqa: E402
from tests.support.sockets import no_sockets  # noqa: E402

__all__ = ["client", "no_sockets", "session", "site", "sites"]


def pytest_report_header() -> str:
    left_out = "" if len(kinds()) > 1 else "; PostgreSQL is left out: TEST_POSTGRES_URL names no server"
    engines = "embedded, Meilisearch" if os.environ.get("MEILI_URL") else "embedded; Meilisearch left out: no MEILI_URL"
    return f"databases: {', '.join(kinds())}{left_out}\nsearch engines: {engines}"
