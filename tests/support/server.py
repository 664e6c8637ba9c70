"""The real site as real processes: `flask serve` on a free port over its own data folder."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.support.databases import locked

ROOT = Path(__file__).resolve().parents[2]
START = 60.0  # seconds a start may take on a busy machine
POSTINGS = [
    {
        "id": f"contoh-{number}",
        "source": "Papan Contoh",
        "title": title,
        "company": "CV Sumber Contoh",
        "location": "Kab. Balangan",
        "description": "Menata barang, mencatat keluar masuk, dan menjaga gudang tetap rapi.\n\nLulusan SMA atau SMK.",
        "employment_type": "Penuh waktu",
        "category": "Gudang",
        "salary_min": 3_800_000,
        "salary_max": 4_200_000,
        "posted_at": "2025-09-21",
    }
    for number, title in enumerate(("Staf Gudang Contoh", "Kepala Gudang Contoh Paringin"), start=1)
]


def flask(data_dir: Path, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the site to its end; a failure shows what it said."""
    result = subprocess.run(
        [sys.executable, "-m", "flask", *command],
        cwd=ROOT, env=_environment(data_dir) | environ, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert result.returncode == 0, f"flask {' '.join(command)} failed:\n{result.stdout}\n{result.stderr}"
    return result


def _environment(data_dir: Path) -> dict[str, str]:
    ours = ("DATABASE_URL", "SECRET_KEY", "DATA_KEYS", "INDEX_KEY", "APP_ENV", "PORT", "PUBLIC_URL", "OFFICE_FILE",
            "SEARCH_URL")  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"DATA_DIR": str(data_dir), "FLASK_APP": "app"}


def prepared_folder(shared: Path) -> Path:
    """A data folder with demo data, two imported postings and an index, made once a run whatever the workers."""
    folder = shared / "prepared-site"
    with locked(shared):
        if not folder.exists():
            making = shared / "preparing-site"
            flask(making, "prepare")
            file = shared / "postings.jsonl"
            file.write_text("".join(json.dumps(row) + "\n" for row in POSTINGS), encoding="utf-8")
            flask(making, "import", "vacancies", str(file))
            making.rename(folder)
    return folder


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of a run."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Server:
    """One running site. Ends only processes of its own group."""

    data_dir: Path
    environ: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    command: str = "serve"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.data_dir / "server.log").read_text(encoding="utf-8")

    def start(self) -> "Server":
        with (self.data_dir / "server.log").open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "app", self.command],
                cwd=ROOT, env=_environment(self.data_dir) | {"PORT": str(self.port)} | self.environ,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + START
        while self.status("/healthz") != 200:
            assert self.process.poll() is None, f"the site ended while starting:\n{self.log}"
            assert time.monotonic() < deadline, f"the site did not start:\n{self.log}"
            time.sleep(0.05)
        return self

    def status(self, path: str) -> int:
        """The status of an answer; 0 when there is none."""
        return self.get(path)[0]

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an answer; status 0 when there is none."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=START) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def parts(self) -> tuple[psutil.Process, psutil.Process]:
        """The web's first process and the worker. The web is the one with children of its own."""
        deadline = time.monotonic() + START
        while time.monotonic() < deadline:
            children = [one for one in psutil.Process(self.process.pid).children() if _alive(one)]
            webs = [one for one in children if one.children()]
            workers = [one for one in children if not one.children()]
            if len(webs) == 1 and len(workers) == 1:
                return webs[0], workers[0]
            time.sleep(0.05)
        raise AssertionError(f"no web and worker to be seen:\n{self.log}")

    def stop(self) -> None:
        """End it as Ctrl-C would, and everything it left behind."""
        family = [*psutil.Process(self.process.pid).children(recursive=True)] if self.process.poll() is None else []
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        finally:
            for one in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


def _alive(process: psutil.Process) -> bool:
    """Killed and not yet reaped is not alive."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


@contextmanager
def running(prepared: Path, folder: Path, **environ: str) -> Iterator[Server]:
    """A site over its own copy of a prepared data folder."""
    shutil.copytree(prepared, folder)
    server = Server(folder, environ).start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared_folder(shared_folder(tmp_path_factory))
