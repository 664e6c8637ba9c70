"""Planted faults: every gate's proof must be seen to fail. `make planted` copies the tree, plants one fault at a time,
runs the proof and expects red. It changes nothing in the working tree.

A fault that no longer fits the code is an error here, so the list stays true.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.planted import accounts, board, english, moderation, office, posting

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", ".mypy_cache", "__pycache__")


@dataclass(frozen=True)
class Fault:
    """What is broken: in `file`, `old` becomes `new`; `proof` is what pytest is asked to run."""

    gate: str
    file: str
    old: str
    new: str
    proof: str


FAULTS = tuple(Fault(*row) for part in (board, accounts, english, moderation, posting, office) for row in part.FAULTS)


def main(wanted: list[str]) -> int:
    missed = 0
    for fault in FAULTS:
        if wanted and not any(word in fault.gate for word in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            tree = Path(folder) / "tree"
            shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
            verdict = _try(fault, tree)
        missed += verdict != "red"
        sys.stdout.write(f"{verdict:<14} {fault.gate}\n")
        sys.stdout.flush()
    return missed


def _try(fault: Fault, tree: Path) -> str:
    path = tree / fault.file
    text = path.read_text(encoding="utf-8")
    if fault.old not in text:
        return "DOES NOT FIT"
    path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", *fault.proof.split()]
    ended = subprocess.run(command, cwd=tree, env=environ, capture_output=True, check=False)
    return "red" if ended.returncode == 1 else f"STILL GREEN ({ended.returncode})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
