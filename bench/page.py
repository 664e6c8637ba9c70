"""P1, P2 and the absolute figures: the search pages at 100,000 vacancies and at 100,000 workers in the catalogue,
against their engine call and their template.

    python -m bench.page [vacancies] [workers]
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Flask, before_render_template
from sqlalchemy import select

from app.extensions import db
from app.models import Vacancy
from bench.site import ROWS, get, measured_app, p50, percentile, row
from bench.throughput import Round, rounds
from bench.workers import worker_addresses, worker_pages, workers_seeded

ROUNDS = 7
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
    app = measured_app()
    for subject in (vacancies, workers):
        if not sys.argv[1:] or subject.__name__ in sys.argv[1:]:
            print(f"\n### {subject.__name__}\n")
            measure(app, subject(app))


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

    def parts() -> float:
        return p50([_timed(call) for _, call in captured]) + p50([_timed(render) for render, _ in captured])

    _report(subject, whole, engine, template, compressed, details, rounds(paths, parts, ROUNDS))


def middle(rounds: list[list[float]]) -> float:
    return p50([p50(values) for values in rounds])


def _report(
    subject: Subject, whole: Any, engine: Any, template: Any, compressed: Any, details: list[float], served: list[Round]
) -> None:
    flat = [value for values in whole for value in values]
    flat_br = [value for values in compressed for value in values]
    base = middle(template)
    control = max(p50(values) for values in engine) / min(p50(values) for values in engine)
    ratio = (middle(whole) - middle(engine)) / base
    row("measure", "figure", "gate")
    row("---", "---", "---")
    row(subject.name, subject.documents, "")
    row("engine call, p50 ms", middle(engine), "")
    row("engine call, p95 ms", percentile([v for values in engine for v in values], 0.95), "")
    row("template from constants, p50 ms", base, "")
    row("page, p50 ms", middle(whole), "<= 10")
    row("page, p95 ms", percentile(flat, 0.95), "<= 25")
    row("each page at its best of seven rounds, p50 ms", p50(_best(whole)), "<= 10")
    row("each page at its best of seven rounds, p95 ms", percentile(_best(whole), 0.95), "<= 25")
    row("page with brotli, p50 ms", middle(compressed), "<= 10")
    row("page with brotli, p95 ms", percentile(flat_br, 0.95), "<= 25")
    row("detail page, p95 ms", percentile(details, 0.95), "<= 15")
    row("P1 (page - engine) / template", ratio, "<= 3, aim 2")
    row("pages per second, 2 web processes", p50([one.rate for one in served]), "")
    row("processor time of the client that asks, % of both cores", p50([one.client for one in served]) * 100, "")
    row("engine + template with both cores busy, p50 ms", p50([one.parts for one in served]), "")
    row("P2 (engine + template) x pages/s / cores", p50([one.share for one in served]), ">= 0.5, aim 0.8")
    row("P2 in the lowest and the highest round", " to ".join(f"{share:.2f}" for share in _ends(served)), "")
    row("control: slowest / fastest round of the engine", control, "<= 1.2, else void")


def _best(rounds: list[list[float]]) -> list[float]:
    """Each address at its fastest: what others do on a shared machine only ever adds."""
    return [min(values) for values in zip(*rounds, strict=True)]


def _ends(served: list[Round]) -> tuple[float, float]:
    shares = [one.share for one in served]
    return min(shares), max(shares)


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


if __name__ == "__main__":
    main()
