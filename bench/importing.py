"""P6: import speed to the point where every row is findable, against what no import can do without, and how its memory
grows, on the real postings (POSTINGS_FILE)."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from bench.import_floor import floor
from bench.site import environment, flask, folder, p50, row
from config import ROOT

ROUNDS = 3
SMALL, LARGE = 10_000, 100_000  # rows whose peaks of memory are compared


class Run(NamedTuple):
    """One import: seconds by the clock and of the processor, and the peak of its memory in MB."""

    clock: float
    processor: float
    peak: float


def main() -> None:
    file = os.environ.get("POSTINGS_FILE")
    if not file:
        print("left out: set POSTINGS_FILE to the file of real postings")
        return
    data_dir, empty = folder() / "import", folder() / "import-empty.db"
    lines = _lines(file)
    runs = [_import(file, data_dir, empty) for _ in range(ROUNDS)]
    parts = floor(file, data_dir, empty)
    rates = [lines / run.clock for run in runs]
    processor = p50([run.processor for run in runs])
    row("measure", "median", "worst", "gate")
    row("---", "---", "---", "---")
    row("rows a second until findable", p50(rates), min(rates), ">= 1000")
    row("rows a processor second", lines / processor, lines / max(run.processor for run in runs), "")
    for part, seconds in parts.items():
        row(f"{part}, processor s", seconds, "", "")
    row("P6 import / the three parts, processor s", processor / sum(parts.values()), "", "<= 3, aim 1.5")
    small, large = (_import(_told_again(file, rows), data_dir, empty).peak for rows in (SMALL, LARGE))
    row(f"peak memory of {SMALL:,} rows, MB", small, "", "")
    row(f"peak memory of {LARGE:,} rows, MB", large, "", "")
    row("peak memory, large / small", large / small, "", "<= 1.3")


def _import(file: str, data_dir: Path, empty: Path) -> Run:
    """An import beside the demo data of a new site. Leaves the database as it was before in `empty`."""
    shutil.rmtree(data_dir, ignore_errors=True)
    flask(data_dir, "prepare")
    shutil.copy(data_dir / "lamar.db", empty)
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "app", "import", "vacancies", file],
        cwd=ROOT, env=environment(data_dir), stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - began
    print(said[-1500:])
    if process.returncode:
        raise RuntimeError("the import failed")
    return Run(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def _lines(file: str) -> int:
    with (gzip.open if file.endswith(".gz") else open)(file, "rb") as lines:
        return sum(1 for _ in lines)


def _told_again(file: str, rows: int) -> str:
    """A file of so many rows: the real ones again and again, each time with other ids."""
    made = folder() / f"postings-{rows}.jsonl.gz"
    with (gzip.open if file.endswith(".gz") else open)(file, "rb") as lines:
        real = [json.loads(line) for line in lines]
    with gzip.open(made, "wt", encoding="utf-8", compresslevel=1) as out:
        for number, one in zip(range(rows), cycle(real), strict=False):
            out.write(json.dumps(one | {"id": f"{one['id']}-{number}"}, ensure_ascii=False) + "\n")
    return str(made)


if __name__ == "__main__":
    main()
