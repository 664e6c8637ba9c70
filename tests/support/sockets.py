"""No test talks to the outside. Browser, fault, search server and mail tests may talk to this machine."""

import socket
from typing import Any

import pytest

OPEN_TO_LOOPBACK = ("browser", "faults", "meili", "smtp")


class SocketBlocked(Exception):
    """A test tried to reach another machine, or any machine at all in a unit test."""


@pytest.fixture(autouse=True)
def no_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but one to loopback from a test that is marked for it."""
    loopback = any(request.node.get_closest_marker(name) for name in OPEN_TO_LOOPBACK)
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if not loopback or (isinstance(address, tuple) and host not in {"127.0.0.1", "::1", "localhost"}):
            raise SocketBlocked(f"a test may not connect to {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
