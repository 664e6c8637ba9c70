"""The project's own source as trees, and a copy of it to plant faults in."""

import ast
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("app", "search", "bench", "tests")
HOUSE = ("app", "search")  # what runs on a server


def python_files(*folders: str, root: Path = ROOT) -> list[Path]:
    """Python files of the named folders, and config.py."""
    found = [path for folder in folders for path in sorted((root / folder).rglob("*.py"))]
    return [root / "config.py", *found]


def templates(root: Path = ROOT) -> list[Path]:
    return sorted(path for path in (root / "templates").rglob("*") if path.is_file())


def name_of(path: Path, root: Path = ROOT) -> str:
    return path.relative_to(root).as_posix()


@lru_cache(maxsize=1024)
def _parse(path: Path, changed: int) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tree_of(path: Path) -> ast.Module:
    return _parse(path, path.stat().st_mtime_ns)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end; decorators do not count."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def copy_of_the_house(target: Path) -> Path:
    """The source without data, to plant faults in."""
    wanted = shutil.ignore_patterns("__pycache__", "data", "messages")
    for folder in HOUSE:
        shutil.copytree(ROOT / folder, target / folder, ignore=wanted)
    for name in ("config.py", ".importlinter"):
        shutil.copy(ROOT / name, target / name)
    return target
