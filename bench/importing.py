"""Import speed to the point where every row is findable, on the real postings (POSTINGS_FILE)."""

import gzip
import os
import shutil
import subprocess
import sys
import time

from bench.site import environment, flask, folder, p50, row
from config import ROOT

ROUNDS = 3


def main() -> None:
    file = os.environ.get("POSTINGS_FILE")
    if not file:
        print("left out: set POSTINGS_FILE to the file of real postings")
        return
    rates = [_import(file) for _ in range(ROUNDS)]
    row("measure", "median", "worst", "gate")
    row("---", "---", "---", "---")
    row("rows a second until findable", p50(rates), min(rates), ">= 1000")


def _import(file: str) -> float:
    data_dir = folder() / "import"
    shutil.rmtree(data_dir, ignore_errors=True)
    flask(data_dir, "prepare")
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "app", "import", "vacancies", file],
        cwd=ROOT, env=environment(data_dir), capture_output=True, text=True, check=True,
    )  # fmt: skip
    took = time.perf_counter() - began
    print(done.stdout[-1500:])
    return _lines(file) / took


def _lines(file: str) -> int:
    opened = gzip.open if file.endswith(".gz") else open
    with opened(file, "rb") as lines:
        return sum(1 for _ in lines)


if __name__ == "__main__":
    main()
