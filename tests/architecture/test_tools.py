"""ruff and mypy as tests: what they say is part of the suite."""

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

TOOLS = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy": ["mypy"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_is_content(tool: str) -> None:
    command = [sys.executable, "-m", *TOOLS[tool]]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
