"""Runs every measurement, each in a process of its own, prints their tables and writes them down with plots."""

import subprocess
import sys
import time
from datetime import datetime

from bench.report import write

SCRIPTS = (
    "weight", "start", "page", "queue", "importing", "relevance", "occupations", "moderation", "findable", "load",
    "datasette_peer", "django_peer", "growth",
)  # fmt: skip


def loop() -> float:
    """How fast the machine is now: milliseconds that a loop of plain Python takes."""
    began = time.perf_counter()
    sum(number * number for number in range(2_000_000))
    return (time.perf_counter() - began) * 1000


def main() -> int:
    printed: dict[str, list[str]] = {}
    failed = 0
    for name in sys.argv[1:] or SCRIPTS:
        print(f"\n## bench/{name}.py\n", flush=True)
        printed[name] = []
        before = loop()
        command = [sys.executable, "-m", f"bench.{name}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            for line in running.stdout or ():
                print(line, end="", flush=True)
                printed[name].append(line)
        printed[name].append(f"| a loop of plain Python, ms before, after | {before:.0f}, {loop():.0f} | |")
        failed = failed or running.returncode
    print(f"\n{write(printed, datetime.now().astimezone())}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
