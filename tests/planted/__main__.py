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
        verdict = _verdict(fault)
        missed += verdict != "red"
        sys.stdout.write(f"{verdict:<14} {fault.gate}\n")
        sys.stdout.flush()
    return missed


def _verdict(fault: Fault) -> str:
    text = (ROOT / fault.file).read_text(encoding="utf-8")
    if fault.old not in text:
        return "DOES NOT FIT"
    if _run(fault.proof) != 0:
        return "RED WITHOUT IT"
    code = _run(fault.proof, fault.file, text.replace(fault.old, fault.new))
    return "red" if code == 1 else f"STILL GREEN ({code})"


@cache
def _run(proof: str, file: str = "", text: str = "") -> int:
    """What pytest answers on a copy of the tree, in which `file` holds `text`."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
        if file:
            (tree / file).write_text(text, encoding="utf-8")
        environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-q", "-x", *proof.split()]
        return subprocess.run(command, cwd=tree, env=environ, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
