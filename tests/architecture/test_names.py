"""Names and words: no drawers of everything, a plaque on every package, text for people in templates only."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import CODE, HOUSE, ROOT, name_of, python_files, templates, tree_of

DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
UNFINISHED = re.compile(r"(?i:segera hadir|coming soon|lorem ipsum)|\b(TODO|FIXME|XXX)\b|NotImplementedError")
MACHINE = re.compile(r"/(work|farm|root|home)/\w|/tmp/\w|(pypi|npmjs|pythonhosted)\.(org|com)")
CSS_IN_PYTHON = re.compile(r"class=[\"'\\]|\bcss_class\b")
PLAQUE = 150  # characters


def packages() -> list[Path]:
    return [path for folder in CODE for path in sorted((ROOT / folder).rglob("__init__.py"))]


def written_files() -> list[Path]:
    """What we wrote and ship: no vendored file, no data."""
    static = [path for kind in ("css", "js") for path in sorted((ROOT / "static" / kind).glob("*"))]
    return [*python_files(*HOUSE), *templates(), *static]


def test_no_drawer_of_everything() -> None:
    names = {part for path in python_files(*CODE) for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & DRAWERS


def is_plaque(docstring: str | None) -> bool:
    """One line, one sentence or two."""
    return bool(docstring) and docstring.endswith((".", ")")) and "\n" not in docstring and len(docstring) <= PLAQUE


def found_in(paths: list[Path], pattern: re.Pattern[str]) -> list[str]:
    """Each place a pattern occurs, with its file."""
    return [
        f"{name_of(path)}: {found.group()}" for path in paths for found in pattern.finditer(path.read_text("utf-8"))
    ]


def test_every_package_has_a_plaque() -> None:
    assert [name_of(path) for path in packages() if not is_plaque(ast.get_docstring(tree_of(path)))] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [name_of(path) for path in python_files(*HOUSE) if not ast.get_docstring(tree_of(path))] == []


def test_nothing_is_unfinished() -> None:
    assert found_in(written_files(), UNFINISHED) == []


def test_nothing_names_this_machine() -> None:
    assert found_in(written_files(), MACHINE) == []


def test_css_stays_out_of_python() -> None:
    assert found_in(python_files(*HOUSE), CSS_IN_PYTHON) == []


@pytest.mark.parametrize("line", ["# TODO later", "raise NotImplementedError", "Segera hadir!", "lorem ipsum dolor"])
def test_unfinished_work_is_found(line: str) -> None:
    assert UNFINISHED.search(line)


def clock_readers(path: Path) -> list[str]:
    """Calls that ask the machine for the time: only `app.domain.clock` may."""
    found = [ast.unparse(node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    return [
        call for call in found if re.match(r"(datetime\.)*(datetime|date)\.(now|today|utcnow)\(|time\.time\(", call)
    ]


def test_time_comes_from_the_clock() -> None:
    found = {name_of(path): calls for path in python_files(*HOUSE) if (calls := clock_readers(path))}
    assert set(found) == {"app/domain/clock.py"}


def test_a_reader_of_the_machine_clock_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text("from datetime import date\ntoday = date.today()\n", encoding="utf-8")
    assert clock_readers(path) == ["date.today()"]
