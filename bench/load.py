"""P8: searches at 20 a second, come what may, alone and while 50,000 rows are imported at low priority."""

import gzip
import json
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Vacancy
from bench.page import addresses
from bench.site import environment, folder, measured_app, p50, percentile, row, served
from config import ROOT

RATE, QUIET, ROWS_IN = 20, 60.0, 50_000  # requests a second, seconds of quiet, rows to import
CLIENTS = 40  # that may wait at once


def main() -> None:
    app = measured_app()
    paths = addresses(app)
    data_dir = folder().parent / "load"
    shutil.rmtree(data_dir, ignore_errors=True)
    shutil.copytree(folder(), data_dir, ignore=shutil.ignore_patterns("datasette"))
    file = _file(app, data_dir / "postings.jsonl.gz")
    with served(data_dir) as (address, *_):
        _asked(address, paths, _for(5.0))  # warm
        quiet = _asked(address, paths, _for(QUIET))
        command = ["nice", "-n", "19", sys.executable, "-m", "flask", "import", "vacancies", str(file)]
        log = (data_dir / "import.log").open("w")
        importing = subprocess.Popen(command, cwd=ROOT, env=environment(data_dir), stdout=log, stderr=log)
        began = time.perf_counter()
        try:
            busy = _asked(address, paths, lambda: importing.poll() is None)
        finally:
            importing.kill()
        took = time.perf_counter() - began
    if importing.returncode:
        sys.exit((data_dir / "import.log").read_text())
    shutil.rmtree(data_dir)
    _report(quiet, busy, took)


def _report(quiet: list[float], busy: list[float], took: float) -> None:
    half = len(quiet) // 2
    control = sorted(percentile(part, 0.95) for part in (quiet[:half], quiet[half:]))
    row("measure", "figure", "gate")
    row("---", "---", "---")
    row("quiet, p50 ms", p50(quiet), "")
    row("quiet, p95 ms", percentile(quiet, 0.95), "")
    row("while importing, p50 ms", p50(busy), "")
    row("while importing, p95 ms", percentile(busy, 0.95), "")
    row(f"import of {ROWS_IN:,} rows, rows a second", ROWS_IN / took, "")
    row("P8 p95 while importing / quiet", percentile(busy, 0.95) / percentile(quiet, 0.95), "<= 2.5, aim 1.5")
    row("control: p95 of the quiet halves, worse / better", control[1] / control[0], "<= 1.2, else void")


def _for(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() < end


def _asked(address: str, paths: list[str], goes_on: Callable[[], bool]) -> list[float]:
    """Milliseconds of each request, from the moment it was due: an open loop does not wait for slow answers."""
    took: list[float] = []
    free = threading.Semaphore(CLIENTS)

    def ask(path: str, due: float) -> None:
        try:
            with urllib.request.urlopen(address + path, timeout=60) as answer:
                answer.read()
            took.append((time.perf_counter() - due) * 1_000)
        finally:
            free.release()

    due, threads = time.perf_counter(), []
    for path in cycle(paths):
        if not goes_on():
            break
        time.sleep(max(0.0, due - time.perf_counter()))
        free.acquire()
        threads.append(threading.Thread(target=ask, args=(path, due)))
        threads[-1].start()
        due += 1 / RATE
    for thread in threads:
        thread.join()
    if len(took) < len(threads):
        raise RuntimeError(f"{len(threads) - len(took)} requests failed")
    return took


def _file(app: Flask, path: Path) -> Path:
    """Postings of another board, told by the generated vacancies."""
    day = app.extensions["clock"].today().isoformat()
    with app.app_context(), gzip.open(path, "wt", encoding="utf-8") as lines:
        columns = (Vacancy.id, Vacancy.title, Vacancy.company, Vacancy.description, Vacancy.work_address)
        for one in db.session.execute(select(*columns).order_by(Vacancy.id).limit(ROWS_IN)):
            posting = {
                "id": f"diukur-{one.id}", "source": "Papan Ukur", "title": one.title, "company": one.company,
                "location": one.work_address, "description": one.description, "employment_type": "Penuh waktu",
                "category": "", "salary_min": 3_800_000, "salary_max": 4_200_000, "posted_at": day,
            }  # fmt: skip
            lines.write(json.dumps(posting) + "\n")
        db.session.remove()
    return path


if __name__ == "__main__":
    main()
