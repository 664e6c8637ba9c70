"""Budgets. Raising one is a visible diff in RAISED, with its reason."""

import ast
from pathlib import Path

from tests.architecture.source import CODE, ROOT, functions, length, name_of, python_files, templates, tree_of

MODULE, FUNCTION, VIEW, TEMPLATE, CONFTEST = 300, 40, 20, 120, 150  # lines
RAISED: dict[str, int] = {}  # file or file:function -> lines
VERBS = {"get", "post", "put", "patch", "delete", "route"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    calls = [one.func for one in node.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in VERBS for call in calls)


def oversized(tree: ast.Module, file: str, in_web: bool) -> list[str]:
    found = []
    for node in functions(tree):
        budget = VIEW if in_web and is_view(node) else FUNCTION
        if length(node) > RAISED.get(f"{file}:{node.name}", budget):
            found.append(f"{file}:{node.name} has {length(node)} lines, budget {budget}")
    return found


def test_modules_stay_small() -> None:
    found = []
    for path in python_files(*CODE):
        budget = RAISED.get(name_of(path), CONFTEST if path.name == "conftest.py" else MODULE)
        if lines(path) > budget:
            found.append(f"{name_of(path)} has {lines(path)} lines, budget {budget}")
    assert found == []


def test_functions_and_views_stay_small() -> None:
    files = [(path, name_of(path)) for path in python_files(*CODE)]
    found = [oversized(tree_of(path), name, name.startswith("app/web/")) for path, name in files]
    assert [fault for faults in found for fault in faults] == []


def test_templates_stay_small() -> None:
    assert [name_of(path) for path in templates() if lines(path) > RAISED.get(name_of(path), TEMPLATE)] == []


def test_a_long_view_is_found() -> None:
    body = "\n".join(f"    x = {n}" for n in range(VIEW))
    view = ast.parse(f"@public.get('/x')\n@access(PUBLIC)\ndef page():\n{body}\n")
    assert oversized(view, "x.py", in_web=True)
    assert not oversized(view, "x.py", in_web=False)


def test_raised_budgets_name_something() -> None:
    for entry in RAISED:
        assert (ROOT / entry.partition(":")[0]).exists(), f"{entry} is raised but gone"
