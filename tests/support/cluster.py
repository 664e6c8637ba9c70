"""A PostgreSQL cluster of a test's own, in a folder of its own: any of its processes may be killed."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.support.server import free_port

USER = "postgres"  # of the machine, where we are root: PostgreSQL refuses to run as root
PATIENCE = 60.0  # seconds a start may take on a busy machine
DEBIAN = Path("/usr/lib/postgresql")  # below it a folder for each version


def why_none() -> str:
    """Why no cluster can be made on this machine; empty when one can."""
    if _programs() is None:
        return "the programs of a PostgreSQL server are not installed (initdb, postgres)"
    if os.geteuid() == 0 and USER not in {user.pw_name for user in pwd.getpwall()}:
        return f"PostgreSQL does not run as root, and there is no user {USER}"
    return ""


def _programs() -> Path | None:
    found = shutil.which("initdb")
    debian = max(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), default=None)
    return Path(found).parent if found else debian.parent if debian else None


@dataclass
class Cluster:
    folder: Path
    programs: Path
    port: int = field(default_factory=free_port)

    def url(self, database: str = "postgres", driver: str = "postgresql+psycopg") -> str:
        return f"{driver}://{USER}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        choices = ["-D", "data", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run([self.programs / "initdb", *choices], check=True, capture_output=True, **self._ours())

    def add(self, database: str) -> None:
        with psycopg.connect(self.url(driver="postgresql"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())

    def start(self) -> None:
        """Start it and wait until it answers, also after a kill, while the last of its old processes still end."""
        deadline = time.monotonic() + PATIENCE
        self._launch()
        while not self._answers():
            assert time.monotonic() < deadline, self.log
            time.sleep(0.05)
            if self.process.poll() is not None:
                self._launch()

    def kill(self) -> None:
        """SIGKILL the first of its processes: the others notice and end."""
        self.process.kill()
        self.process.wait()

    def parts(self) -> list[psutil.Process]:
        """Its other processes."""
        return psutil.Process(self.process.pid).children()

    def serving(self) -> list[psutil.Process]:
        """Those of them that serve a client, by the title that PostgreSQL gives them."""
        return [one for one in self.parts() if f"postgres: {USER} " in _title(one)]

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)  # at once, whoever is still connected
            self.process.wait(PATIENCE)

    def _launch(self) -> None:
        settings = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self.folder}
        command = [self.programs / "postgres", "-D", "data", *(f"--{name}={value}" for name, value in settings.items())]
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **self._ours())

    def _ours(self) -> dict[str, Any]:
        """Where its programs run, and as whom."""
        whose = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
        return {"cwd": self.folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}, **whose}

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(driver="postgresql"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


def _title(process: psutil.Process) -> str:
    with suppress(psutil.NoSuchProcess):
        return " ".join(process.cmdline())
    return ""


@contextmanager
def cluster(database: str) -> Iterator[Cluster]:
    """A running cluster with an empty database, where `why_none` finds no reason against one. Not below pytest's
    folders: another user has no way into them."""
    programs = _programs()
    assert programs is not None
    with tempfile.TemporaryDirectory(prefix="lamar-cluster-", ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            shutil.chown(name, USER, USER)
        made = Cluster(Path(name), programs)
        made.make()
        made.start()
        try:
            made.add(database)
            yield made
        finally:
            made.stop()
