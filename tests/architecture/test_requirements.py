"""S12: what is installed is what was locked: each package in one version, by the hashes of its files."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, name_of, python_files

FOLDER = ROOT / "requirements"
LOCKED = sorted(FOLDER.glob("*.txt"))
ENTRY = re.compile(
    r"^([\w.-]+)(?:\[[\w,-]+\])?==[\w.+!]+(?: ; [^\\\n]+)?(?: \\\n {4}--hash=sha256:[0-9a-f]{64})+$", re.M
)
ASKED = re.compile(r"^([A-Za-z][\w.-]*)", re.M)
INSTALLS = re.compile(r"\bpip\b.*\binstall\b.*")
BUILDERS = ("Makefile", "Dockerfile", "compose.yaml", ".ci/run")


def unlocked(text: str) -> list[str]:
    """Lines that name something to install without its version or without a hash."""
    lines = ENTRY.sub("", text).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def unchecked(text: str) -> list[str]:
    """Lines that install without asking for hashes."""
    return [line for line in INSTALLS.findall(text) if "--require-hashes" not in line]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("path", LOCKED, ids=name_of)
def test_every_package_has_its_version_and_hashes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unlocked(text) == []
    asked = ASKED.findall(path.with_suffix(".in").read_text(encoding="utf-8"))
    assert asked
    assert {plain(name) for name in asked} <= {plain(name) for name in ENTRY.findall(text)}


@pytest.mark.parametrize(
    "line",
    [
        "liar==1.0", "liar>=1.0 \\\n    --hash=sha256:" + "0" * 64, "liar @ https://packages.example/liar.whl",
        "-e ../liar", "--extra-index-url https://packages.example", "liar==1.0 \\\n    --hash=md5:" + "0" * 32,
    ],
)  # fmt: skip
def test_what_is_not_locked_is_found(line: str) -> None:
    good = "flask==3.1.3 \\\n    --hash=sha256:" + "a" * 64 + "\n    # via -r requirements/app.in\n"
    assert unlocked(good) == []
    assert unlocked(f"{good}{line}\n{good}") != []


def test_every_install_asks_for_hashes() -> None:
    files = [*(ROOT / name for name in BUILDERS), *python_files("app", "bench")]
    found = {name_of(path): unchecked(path.read_text(encoding="utf-8")) for path in files}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert INSTALLS.search((ROOT / "Makefile").read_text(encoding="utf-8"))
