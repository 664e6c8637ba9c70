"""Floors and doors: who may import whom. The law is `.importlinter`; here it is run, and seen to fail."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import HOUSE, ROOT, copy_of_the_house, name_of, python_files, tree_of

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# contract: (file, line planted at its top)
PLANTED = {
    "Floors": ("app/models/region.py", "import app.queries"),
    "The search library": ("search/results.py", "import app.domain.codes"),
    "Rules know no Flask": ("app/domain/codes.py", "import sqlalchemy"),
    "Below the web": ("app/queries/__init__.py", "import flask"),
    "A form never queries": ("app/forms/__init__.py", "import app.queries"),
    "Settings are wired": ("app/services/transaction.py", "import config"),
    "Only the search library": ("app/indexing/engines.py", "import tantivy"),
}
HIDDEN_IMPORT = (
    "app/__init__.py"  # create_app loads the house when it is called, so that rules can be tested without it
)
READ_THE_ENVIRONMENT = {"config.py", "app/factory.py"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_floors_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_each_contract_catches_its_planted_fault(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    for file, line in PLANTED.values():
        path = house / file
        path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    output = lint(house).stdout
    broken = re.findall(r"^(.+?) BROKEN", output, re.MULTILINE)
    assert len(broken) == len(PLANTED), output
    for contract in PLANTED:
        assert any(name.startswith(contract) for name in broken), f"{contract} did not bite"


def hidden_imports(tree: ast.Module) -> list[int]:
    """Lines of imports inside functions: they hide a circle, they do not cut it."""
    return [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_no_import_hides_in_a_function() -> None:
    found = {
        name_of(path): lines
        for path in python_files("app", "search", "bench", "tests")
        if (lines := hidden_imports(tree_of(path)))
    }
    assert set(found) <= {HIDDEN_IMPORT}, found


def test_a_hidden_import_is_found() -> None:
    assert hidden_imports(ast.parse("def f():\n    import os\n")) == [2]


def area_crossings(folder: Path) -> list[str]:
    """Imports from one web area (public, staff, ...) into another."""
    areas = sorted(path.name for path in folder.iterdir() if (path / "__init__.py").exists())
    found = []
    for area in areas:
        for path in (folder / area).rglob("*.py"):
            for node in ast.walk(tree_of(path)):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
                others = [other for other in areas if other != area]
                found += [
                    f"{area}: {name}" for name in names for other in others if name.startswith(f"app.web.{other}")
                ]
    return found


def test_web_areas_are_independent() -> None:
    assert area_crossings(ROOT / "app" / "web") == []


def test_a_crossing_between_areas_is_found(tmp_path: Path) -> None:
    for area in ("public", "staff"):
        (tmp_path / area).mkdir()
        (tmp_path / area / "__init__.py").write_text("from app.web.public import home\n", encoding="utf-8")
    assert area_crossings(tmp_path) == ["staff: app.web.public"]


def environment_reads(tree: ast.Module) -> list[str]:
    """Elsewhere `config` gives types only."""
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "config"
        for alias in node.names
    }
    calls = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return sorted(names & {"from_env", "load_office"} | calls & {"os.environ", "os.getenv", "config.from_env"})


def test_only_the_factory_reads_the_environment() -> None:
    found = {name_of(path): reads for path in python_files(*HOUSE) if (reads := environment_reads(tree_of(path)))}
    assert set(found) <= READ_THE_ENVIRONMENT, found


def test_a_reader_of_the_environment_is_found() -> None:
    assert environment_reads(ast.parse("import os\nfrom config import from_env\nx = os.environ['A']")) == [
        "from_env",
        "os.environ",
    ]
