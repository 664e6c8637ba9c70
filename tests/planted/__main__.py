"""Planted faults: every gate's proof must be seen to fail. `make planted` copies the tree, plants one fault at a time,
runs the proof and expects red, after the same proof was green without it. It changes nothing in the working tree.

A fault that no longer fits the code is an error here, so the list stays true. Words on the command line choose gates.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.planted import accounts, board, english, moderation, office, outside, pages, posting

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", ".mypy_cache", "__pycache__")
PARTS = (board, accounts, english, moderation, posting, office, pages, outside)


@dataclass(frozen=True)
class Fault:
    """What is broken: in `file`, `old` becomes `new`; `proof` is what pytest is asked to run."""

    gate: str
    file: str
    old: str
    new: str
    proof: str


FAULTS = tuple(Fault(*row) for part in PARTS for row in part.FAULTS)


def main(wanted: list[str]) -> int:
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
        for fault in FAULTS:
            if wanted and not any(word in fault.gate for word in wanted):
                continue
            verdict = _verdict(fault, tree)
            missed += verdict != "red"
            sys.stdout.write(f"{verdict:<14} {fault.gate}\n")
            sys.stdout.flush()
    return missed


def _verdict(fault: Fault, tree: Path) -> str:
    place = tree / fault.file
    text, times = place.read_text(encoding="utf-8"), place.stat()
    if fault.old not in text:
        return "DOES NOT FIT"
    if (without := _unplanted(fault.proof, tree)) != "green":
        return without
    place.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    code, _ = _run(fault.proof, tree)
    place.write_text(text, encoding="utf-8")
    os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))  # so that bytecode of before fits again
    return "red" if code == 1 else f"STILL GREEN ({code})"


@cache
def _unplanted(proof: str, tree: Path) -> str:
    code, said = _run(proof, tree)
    if code != 0:
        return "RED WITHOUT IT"
    return "green" if " passed" in said else "LEFT OUT"  # every test of it was skipped: no Chromium, no server


def _run(proof: str, tree: Path) -> tuple[int, str]:
    """What pytest answers and says."""
    command = [sys.executable, "-m", "pytest", "-v", "-x", *proof.split()]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
