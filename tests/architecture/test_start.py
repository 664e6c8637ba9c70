"""What a start loads (P10): libraries that one feature or one command needs are loaded by it, not by every process."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from app.cli.commands import COMMANDS
from tests.architecture.source import ROOT

LATE = {
    "alembic",  # app.cli.migrations
    "email_validator",
    "faker",
    "meilisearch",  # app.indexing.engines
    "phonenumbers",
    "PIL",
    "pyotp",
    "segno",
    "zxcvbn",
}
LATE_OURS = {"app.demo", "app.services.seeding", "app.services.postings"}
ASK = "import json, sys, app; app.create_app(); import app.cli.serve; print(json.dumps([*sys.modules]))"


def loaded(tmp_path: Path, code: str = ASK) -> set[str]:
    environ = os.environ | {"DATA_DIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    return set(json.loads(ran.stdout))


def test_a_start_loads_nothing_that_only_one_command_needs(tmp_path: Path) -> None:
    assert loaded(tmp_path) & (LATE | LATE_OURS) == set()


def test_what_is_loaded_by_the_short_door_is_not_walked_for_garbage(tmp_path: Path) -> None:
    """Once: not while it loads, and not again by the command."""
    ask = (
        "import app.__main__ as door, gc, json; began = gc.isenabled(); door._loaded_app(); "
        "print(json.dumps([began, gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count() > 100_000]))"
    )
    environ = os.environ | {"DATA_DIR": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [False, True, 50_000, True]
    callers = [path for path in (ROOT / "app").rglob("*.py") if "settle()" in path.read_text(encoding="utf-8")]
    assert [path.name for path in sorted(callers)] == ["__main__.py", "garbage.py"]


def test_containers_come_in_by_the_short_door() -> None:
    """Where gunicorn's settings stand, and garbage is looked for as it is measured."""
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    began = re.findall(r"command: (.+)", compose)
    assert [line.removeprefix("python -m app ") for line in began] == ["prepare", "web", "worker"]
    assert {"prepare", "web", "worker"} <= set(COMMANDS)
    assert 'CMD ["python", "-m", "app", "serve"]' in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_a_heavy_library_would_be_seen(tmp_path: Path) -> None:
    assert loaded(tmp_path, "import app.cli.seed; " + ASK) & (LATE | LATE_OURS) >= {"faker", "app.demo"}


def test_settings_that_are_not_usable_are_said_without_a_trace(tmp_path: Path) -> None:
    environ = os.environ | {"DATA_DIR": str(tmp_path), "APP_ENV": "production"}
    asked = [sys.executable, "-m", "app", "serve"]
    ran = subprocess.run(asked, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("Settings are not usable:\n  - SECRET_KEY is missing")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_found_by_its_name(bare_app: Flask, name: str) -> None:
    result = bare_app.test_cli_runner().invoke(args=[name, "--help"])
    assert result.exit_code == 0, result.output
    assert f" {name} " in result.output.splitlines()[0]


def test_an_unknown_command_is_refused(bare_app: Flask) -> None:
    result = bare_app.test_cli_runner().invoke(args=["tidak-ada"])
    assert result.exit_code == 2
    assert "tidak-ada" in result.output


def test_the_doors_of_flask_migrate_open_at_the_first_question(bare_app: Flask) -> None:
    with bare_app.app_context():
        assert Path(bare_app.extensions["migrate"].directory) == ROOT / "migrations"
        assert bare_app.extensions["migrate"].configure_args["render_as_batch"] is True
