"""README shows the law of `app.domain` and names what is there, not a memory of it."""

import re
from collections.abc import Iterator

import pytest

from app.domain.lifecycle import Lifecycle
from tests.architecture.source import ROOT
from tests.support.lifecycle import LAWS, README, markdown_table, table_in, written_into


@pytest.mark.parametrize("lifecycle", LAWS, ids=lambda one: one.noun)
def test_the_table_of_states_is_the_law(lifecycle: Lifecycle) -> None:
    shown = table_in(README.read_text(encoding="utf-8"), lifecycle)
    assert shown == markdown_table(lifecycle), "run: python -m tests.support.lifecycle"


@pytest.mark.parametrize("lifecycle", LAWS, ids=lambda one: one.noun)
def test_a_changed_table_is_noticed(lifecycle: Lifecycle) -> None:
    mark = f"lifecycle {lifecycle.noun}"
    text = written_into(f"<!-- {mark} -->\n<!-- /{mark} -->")
    assert table_in(text, lifecycle) == markdown_table(lifecycle)
    changed = text
    for old, new in (("verified", "seen"), ("published", "public"), ("upheld", "kept"), ("pending", "new")):
        changed = changed.replace(old, new)
    assert table_in(changed, lifecycle) != markdown_table(lifecycle)


_OURS = re.compile(r"`((?:app|bench|docs|migrations|search|static|templates|tests)/[\w./*-]+)`")
_NAMED = re.compile(r"`(\w+)`(?: and `(\w+)`)? (?:in|of) `((?:app|search)/[\w/]+\.py)`")
_MADE = {"search/language-*.json", "templates/mail/NAME.txt"}  # a cache below DATA_DIR; a letter to be written


def strangers(text: str) -> Iterator[str]:
    """Paths that are not there, and names that the file they are said to stand in does not hold."""
    for path in set(_OURS.findall(text)) - _MADE:
        if not list(ROOT.glob(path.rstrip("/"))):
            yield path
    for *names, path in _NAMED.findall(text):
        source = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
        yield from (f"{name} in {path}" for name in names if name and not re.search(rf"\b{name}\b", source))


def test_what_it_names_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(_OURS.findall(text)) > 20
    assert len(_NAMED.findall(text)) > 5
    assert list(strangers(text)) == []


def test_what_is_not_there_is_noticed() -> None:
    text = "`FACETS` of `app/domain/vacancy_filters.py`, `_draft` in `app/services/vacancies.py`, `app/web/nowhere.py`"
    assert list(strangers(text)) == ["app/web/nowhere.py", "_draft in app/services/vacancies.py"]
