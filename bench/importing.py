"""Import speed to the point where every row is findable, on the real postings (POSTINGS_FILE)."""

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
        [sys.executable, "-m", "flask", "import", "vacancies", file],
        cwd=ROOT, env=environment(data_dir), capture_output=True, text=True, check=True,
    )  # fmt: skip
    took = time.perf_counter() - began
    print(done.stdout[-1500:])
    count = int(subprocess.run(["wc", "-l"], stdin=subprocess.Popen(["zcat", "-f", file], stdout=subprocess.PIPE).stdout,
                               capture_output=True, text=True, check=True).stdout)  # fmt: skip
    return count / took


if __name__ == "__main__":
    main()
