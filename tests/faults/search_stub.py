"""A gate before a Meilisearch server: it lets through, refuses, hangs, or answers 500. It stands for outages only; what
a search means, only the real server knows."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.support.server import free_port

UP, REFUSES, HANGS, FAILS = "up", "refuses", "hangs", "fails"
PASSED_ON = ("Authorization", "Content-Type")


class Gate:
    """One address in front of a server, or of none."""

    def __init__(self, server: str = "") -> None:
        self.target = urlsplit(server).netloc
        self.port = free_port()
        self.mode = UP
        self.asked = 0  # requests while it hung or failed
        self._changed = threading.Event()
        self._listener: ThreadingHTTPServer | None = None
        self.turn(UP)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def turn(self, mode: str) -> None:
        """Change what happens to requests, those that hang included."""
        self.mode = mode
        self._changed.set()
        self._changed = threading.Event()
        if mode == REFUSES:
            self.close()
        elif self._listener is None:
            self._listener = _Listener(("127.0.0.1", self.port), _handler(self))
            threading.Thread(target=self._listener.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Refuse new connections and end those that stand."""
        self._changed.set()
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown()
            listener.server_close()
            listener.hang_up()

    def wait(self) -> None:
        """Hang until the mode changes."""
        self._changed.wait()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.standing: set[socket.socket] = set()

    def process_request(self, request: socket.socket, address: object) -> None:  # type: ignore[override]
        self.standing.add(request)
        super().process_request(request, address)  # type: ignore[arg-type]

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        self.standing.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        for one in list(self.standing):
            self.shutdown_request(one)

    def handle_error(self, request: object, address: object) -> None:
        """Connections break here on purpose."""


def _handler(gate: Gate) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if gate.mode == HANGS:
                gate.asked += 1
                gate.wait()
                self.close_connection = True
            elif gate.mode == FAILS or not gate.target:
                gate.asked += 1
                self.answer(500, b'{"message": "boom", "code": "internal", "type": "internal", "link": ""}')
            else:
                self.answer(*self.passed_on(body))

        def passed_on(self, body: bytes) -> tuple[int, bytes]:
            headers = {name: value for name in PASSED_ON if (value := self.headers.get(name))}
            far = http.client.HTTPConnection(gate.target, timeout=60)
            try:
                far.request(self.command, self.path, body, headers)
                answer = far.getresponse()
                return answer.status, answer.read()
            finally:
                far.close()

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing."""

    return Handler


@contextmanager
def gate(server: str = "") -> Iterator[Gate]:
    opened = Gate(server)
    try:
        yield opened
    finally:
        opened.close()
