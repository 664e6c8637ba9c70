"""Pages a second of the real site, in turn with what an engine call and a template take while both cores are busy.

python -m bench.throughput < addresses     keeps one core busy with these pages until it is killed
"""

import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple
from urllib.parse import urlsplit

from bench.site import folder, get, measured_app, served
from config import ROOT

CORES, CONNECTIONS = 2, 8
WARM, SECONDS = 4.0, 2.5  # until each process has read what it keeps; of one round


class Round(NamedTuple):
    """`rate`: pages a second. `parts`: milliseconds that the parts of a page took right after. `client`: the share of
    both cores that asking took, which the site could not have."""

    rate: float
    parts: float
    client: float

    @property
    def share(self) -> float:
        """P2: how much of the processors' time the parts are."""
        return self.parts / 1000 * self.rate / CORES


def rounds(paths: Sequence[str], parts: Callable[[], float], count: int) -> list[Round]:
    """The machine's speed changes within seconds, so both sides are measured in turn; the parts with the other core at
    work, as it is while pages are counted."""
    found = []
    with served(folder()) as (address, _process, _took), _other_core_busy(paths) as twin:
        twin.send_signal(signal.SIGSTOP)
        _ask(address, paths, WARM)
        for _ in range(count):
            rate, client = _ask(address, paths, SECONDS)
            twin.send_signal(signal.SIGCONT)
            found.append(Round(rate, parts(), client))
            twin.send_signal(signal.SIGSTOP)
    return found


@contextmanager
def _other_core_busy(paths: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bench.throughput"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as twin:
        try:
            assert twin.stdin is not None
            assert twin.stdout is not None
            twin.stdin.write("\n".join(paths))
            twin.stdin.close()
            while twin.stdout.readline().strip() not in {"asking", ""}:
                pass
            yield twin
        finally:
            twin.kill()


def _ask(address: str, paths: Sequence[str], seconds: float) -> tuple[float, float]:
    """Pages a second over keep-alive connections, asked as cheaply as can be: bare sockets, and of an answer only its
    length is read; and the share of the cores that this took."""
    requests = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n".encode() for path in paths]
    target, counts = urlsplit(address), [0] * CONNECTIONS
    began, spent = time.perf_counter(), time.process_time()

    def ask(number: int) -> None:
        rng = random.Random(number)
        with socket.create_connection((target.hostname, target.port)) as site, site.makefile("rb") as answers:
            while time.perf_counter() < began + seconds:
                site.sendall(rng.choice(requests))
                _read(answers)
                counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    return sum(counts) / took, (time.process_time() - spent) / took / CORES


def _read(answers: BinaryIO) -> None:
    """Read one answer to its end. Raises RuntimeError unless it is a page."""
    status, length = answers.readline(), 0
    while line := answers.readline().strip():
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    if not status.startswith(b"HTTP/1.1 200") or len(answers.read(length)) < length:
        raise RuntimeError(f"the site answered {status!r}")


def main() -> None:
    app, paths = measured_app(), sys.stdin.read().split()
    for path in paths:
        get(app, path, "br")
    print("asking", flush=True)
    while True:
        for path in paths:
            get(app, path, "br")


if __name__ == "__main__":
    main()
