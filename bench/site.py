"""The site that is measured: 100,000 generated vacancies in a folder of their own, made once."""

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from app import create_app
from app.cli.garbage import settle
from app.extensions import db
from app.services.audit import BATCH, seal_events
from config import ROOT, Settings, from_env

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))


def folder(rows: int = ROWS) -> Path:
    return Path(os.environ.get("BENCH_DIR", str(ROOT / "var" / "bench"))) / str(rows)


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    return (
        os.environ
        | {"DATA_DIR": str(data_dir), "FLASK_APP": "app", "LOG_LEVEL": "WARNING", "PYTHONDONTWRITEBYTECODE": ""}
        | more
    )


def flask(data_dir: Path, *arguments: str) -> None:
    """Run a command of the site; its output goes to the terminal."""
    command = [sys.executable, "-m", "app", *arguments]
    subprocess.run(command, check=True, cwd=ROOT, env=environment(data_dir))


def prepared(rows: int = ROWS) -> Settings:
    """Settings of a site that holds `rows` generated vacancies; generates them when it does not yet."""
    data_dir = folder(rows)
    flask(data_dir, "prepare")  # instant when nothing is due; an index of another version is built anew
    if not (data_dir / "ready").exists():
        flask(data_dir, "seed", "--scale", str(rows), "--replace")
        (data_dir / "ready").touch()
    return from_env(environment(data_dir))


def measured_app():  # type: ignore[no-untyped-def]
    """The app as a process that serves has it."""
    app = create_app(prepared())
    settle()
    return app


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _seal(data_dir: Path) -> None:
    """Seal what seeding has written: the site's worker would do so on the processors that are measured."""
    app = create_app(from_env(environment(data_dir)))
    with app.app_context():
        while seal_events(db.session(), app.extensions["keyring"]) == BATCH:
            pass


@contextmanager
def served(data_dir: Path, **more: str) -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """The real site as `make run` starts it, nothing waiting. Yields its address, its process and the seconds to the
    first 200."""
    _seal(data_dir)
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"], cwd=ROOT, stdout=subprocess.DEVNULL,
        env=environment(data_dir, PORT=str(port), **more),
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        yield address, process, wait_for(address, process) - began
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes], limit: float = 60.0) -> float:
    """The moment of the first 200."""
    deadline = time.perf_counter() + limit
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address + "/lowongan", timeout=5) as answer:
                if answer.status == 200:
                    return time.perf_counter()
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the site did not start")


def get(app: Flask, path: str, encoding: str = "", cookie: str = "") -> None:
    """Ask the app for a page in this process. Raises RuntimeError unless it answers 200."""
    target = urlsplit(path)
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": target.path, "QUERY_STRING": target.query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": None,
        "HTTP_ACCEPT_ENCODING": encoding, "HTTP_HOST": "127.0.0.1",
    }  # fmt: skip
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    status: list[str] = []
    answer = app.wsgi_app(environ, lambda line, headers, error=None: status.append(line))
    for _ in answer:
        pass
    if close := getattr(answer, "close", None):
        close()
    if not status[0].startswith("200"):
        raise RuntimeError(f"{path}: {status[0]}")


def row(*cells: object) -> None:
    print(
        "| " + " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |", flush=True
    )
