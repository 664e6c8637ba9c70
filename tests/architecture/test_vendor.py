"""Vendored files are what their record says: version, licence and hash."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, name_of

RECORDS = (ROOT / "static" / "vendor" / "VENDOR.md", ROOT / "tests" / "vendor" / "README.md")
ROW = re.compile(
    r"^\| `(?P<file>[^`]+)` \|[^|]+\| (?P<version>[\d.]+) \| (?P<licence>[^|]+) \| `(?P<hash>[0-9a-f]{64})` \|$", re.M
)


def rows(record: Path) -> dict[str, str]:
    return {row["file"]: row["hash"] for row in ROW.finditer(record.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_vendored_files_are_recorded(record: Path) -> None:
    files = [path for path in record.parent.iterdir() if path.suffix not in {".md", ".pyc"} and path.is_file()]
    recorded = rows(record)
    assert {path.name for path in files} == set(recorded)
    for path in files:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == recorded[path.name], f"{name_of(path)} was changed"
