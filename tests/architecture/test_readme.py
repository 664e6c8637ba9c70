"""README shows the law of `app.domain`, not a memory of it."""

import pytest

from app.domain.lifecycle import Lifecycle
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
