"""P1, P2 and the absolute figures: the search pages at 100,000 vacancies and at 100,000 workers in the catalogue,
against their engine call and their template.

    python -m bench.page [vacancies] [workers]
"""

import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from flask import Flask, before_render_template
from sqlalchemy import select

from app.extensions import db
from app.models import Vacancy
from bench.site import ROWS, folder, get, measured_app, p50, percentile, row, served
from bench.workers import worker_addresses, worker_pages, workers_seeded
from config import ROOT

ROUNDS, CORES = 7, 2
TWIN = "--beside"  # keeps the other core busy instead of measuring
QUERIES = 120  # different addresses, so that no cache of answers helps


def addresses(app: Flask) -> list[str]:
    """Searches as people make them: one to three words of a title, half of them with facets, a few with a sort."""
    rng = random.Random(7)
    with app.app_context():
        titles = list(db.session.scalars(select(Vacancy.title).where(Vacancy.id % 97 == 0).limit(4000)))
        db.session.remove()
    found = []
    for number in range(QUERIES):
        words = rng.choice(titles).split()
        text = quote(" ".join(words[: rng.randint(1, 3)]))
        if number % 10 == 0:  # a second page, of a word that has one
            found.append(f"/lowongan?q={quote(words[0])}&halaman=2")
            continue
        extra = rng.choice(
            ["", "", "", "&jenis=penuh", "&lokasi=63.11.06&lokasi=63.11.07", "&pendidikan=smk&urut=gaji"]
        )
        found.append(f"/lowongan?q={text}{extra}")
    return found


@dataclass(frozen=True)
class Subject:
    """A list that is measured: the name of its index, how much is in it, its addresses and those of its pages."""

    name: str
    documents: int
    paths: list[str]
    details: list[str]


def vacancies(app: Flask) -> Subject:
    with app.app_context():
        rows = db.session.execute(
            select(Vacancy.id, Vacancy.slug).where(Vacancy.status == "published").order_by(Vacancy.id.desc()).limit(300)
        ).all()
        db.session.remove()
    return Subject("vacancies", ROWS, addresses(app), [f"/lowongan/{key}-{slug}" for key, slug in rows])


def workers(app: Flask) -> Subject:
    documents = workers_seeded(app)
    return Subject("workers", documents, worker_addresses(), worker_pages(app))


def main() -> None:
    app, wanted = measured_app(), sys.argv[1:]
    for subject in (vacancies, workers):
        if TWIN in wanted and subject.__name__ in wanted:
            keep_busy(app, subject(app))
        elif not wanted or subject.__name__ in wanted:
            print(f"\n### {subject.__name__}\n")
            measure(app, subject(app))


def keep_busy(app: Flask, subject: Subject) -> None:
    """Ask for pages until killed, after a line that says it has begun."""
    for path in subject.paths:
        get(app, path, "br")
    print("asking", flush=True)
    while True:
        for path in subject.paths:
            get(app, path, "br")


@contextmanager
def other_core_busy(subject: Subject) -> Iterator[None]:
    """The other core makes pages meanwhile, as it does while pages a second are counted."""
    command = [sys.executable, "-m", "bench.page", subject.name, TWIN]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as twin:
        try:
            for line in twin.stdout or ():
                if line.strip() == "asking":
                    break
            yield
        finally:
            twin.kill()


def measure(app: Flask, subject: Subject) -> None:
    paths = subject.paths
    whole, engine, template, compressed = [], [], [], []
    captured = _captured(app, subject)
    for _ in range(ROUNDS):  # interleaved: a busy moment of the machine hits all of them
        whole.append([_timed(lambda path=path: get(app, path, "")) for path in paths])
        compressed.append([_timed(lambda path=path: get(app, path, "br")) for path in paths])
        engine.append([_timed(call) for _, call in captured])
        template.append([_timed(render) for render, _ in captured])
    details = [_timed(lambda path=path: get(app, path, "br")) for path in subject.details]
    both = []  # what counts beside pages a second, for which both cores are busy
    with other_core_busy(subject):
        for _ in range(ROUNDS):
            calls = [_timed(call) for _, call in captured]
            both.append(p50(calls) + p50([_timed(render) for render, _ in captured]))
    _report(subject, whole, engine, template, compressed, details, p50(both))


def middle(rounds: list[list[float]]) -> float:
    return p50([p50(values) for values in rounds])


def _report(
    subject: Subject, whole: Any, engine: Any, template: Any, compressed: Any, details: list[float], both: float
) -> None:
    flat = [value for values in whole for value in values]
    flat_br = [value for values in compressed for value in values]
    base = middle(template)
    control = max(p50(values) for values in engine) / min(p50(values) for values in engine)
    ratio = (middle(whole) - middle(engine)) / base
    rate, client = throughput(subject.paths)
    row("measure", "figure", "gate")
    row("---", "---", "---")
    row(subject.name, subject.documents, "")
    row("engine call, p50 ms", middle(engine), "")
    row("engine call, p95 ms", percentile([v for values in engine for v in values], 0.95), "")
    row("template from constants, p50 ms", base, "")
    row("page, p50 ms", middle(whole), "<= 10")
    row("page, p95 ms", percentile(flat, 0.95), "<= 25")
    row("page in the fastest round, p50 ms", min(map(p50, whole)), "")
    row("page in the fastest round, p95 ms", min(percentile(values, 0.95) for values in whole), "")
    row("page with brotli, p50 ms", middle(compressed), "<= 10")
    row("page with brotli, p95 ms", percentile(flat_br, 0.95), "<= 25")
    row("detail page, p95 ms", percentile(details, 0.95), "<= 15")
    row("P1 (page - engine) / template", ratio, "<= 3, aim 2")
    row("pages per second, 2 web processes", rate, "")
    row("processor time of the client that asks, % of both cores", client * 100, "")
    row("engine + template with the other core idle, p50 ms", middle(engine) + base, "")
    row("engine + template with both cores busy, p50 ms", both, "")
    row("P2 (engine + template) x pages/s / cores, both cores busy", both / 1000 * rate / CORES, ">= 0.5, aim 0.8")
    row("P2 with the figures of an idle core", (middle(engine) + base) / 1000 * rate / CORES, "")
    row("control: slowest / fastest round of the engine", control, "<= 1.2, else void")


def _captured(app: Flask, subject: Subject) -> list[tuple[Callable[[], Any], Callable[[], Any]]]:
    """For each address: its template with its own context, ready to fill again, and the engine call it made."""
    seen: list[Any] = []
    queries: list[Any] = []
    engine, paths = getattr(app.extensions["search"], subject.name), subject.paths
    original = engine.search

    def listen(_app: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
        seen.append((template, dict(context)))

    def search(query: Any) -> Any:
        queries.append(query)
        return original(query)

    calls = []
    with before_render_template.connected_to(listen, app):
        object.__setattr__(engine, "search", search)
        for path in paths:
            seen.clear(), queries.clear()
            get(app, path, "")
            calls.append((seen[0], tuple(queries[:1])))
        object.__delattr__(engine, "search")
    return [
        (_filler(app, path, *page), _caller(original, made)) for path, (page, made) in zip(paths, calls, strict=True)
    ]


def _filler(app: Flask, path: str, template: Any, context: dict[str, Any]) -> Callable[[], Any]:
    def fill() -> Any:
        with app.test_request_context(path):
            began = time.perf_counter()
            template.render(context)
            return time.perf_counter() - began

    return fill


def _caller(search: Any, queries: tuple[Any, ...]) -> Callable[[], Any]:
    def call() -> None:
        for query in queries:
            search(query)

    return call


def _timed(work: Callable[[], Any]) -> float:
    """Milliseconds; work that times itself returns its own seconds."""
    began = time.perf_counter()
    own = work()
    took = time.perf_counter() - began
    return (own if isinstance(own, float) else took) * 1000


def throughput(paths: list[str], seconds: float = 8.0, warm: float = 3.0) -> tuple[float, float]:
    """Pages a second of the real site, asked by eight keep-alive connections, once each process has read what it keeps
    (`warm` seconds); and the share of both cores that asking took, which the site could not have. So it asks as cheaply
    as it can: bare sockets, and of an answer only its length is read."""
    requests = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n".encode() for path in paths]
    with served(folder()) as (address, _process, _took):
        target = urlsplit(address)
        began, spent = time.perf_counter() + warm, time.process_time()
        counts = [0] * 8

        def ask(number: int) -> None:
            rng = random.Random(number)
            with socket.create_connection((target.hostname, target.port)) as site, site.makefile("rb") as answers:
                while time.perf_counter() < began + seconds:
                    site.sendall(rng.choice(requests))
                    _read(answers)
                    counts[number] += time.perf_counter() > began

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(counts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(counts) / seconds, (time.process_time() - spent) / (warm + seconds) / CORES


def _read(answers: BinaryIO) -> None:
    """Read one answer to its end. Raises RuntimeError unless it is a page."""
    status, length = answers.readline(), 0
    while line := answers.readline().strip():
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    if not status.startswith(b"HTTP/1.1 200") or len(answers.read(length)) < length:
        raise RuntimeError(f"the site answered {status!r}")


if __name__ == "__main__":
    main()
