"""README shows the law of `app.domain`, not a memory of it."""

from app.domain.vacancy import VACANCY_LIFECYCLE
from tests.support.lifecycle import README, markdown_table, table_in, written_into


def test_the_table_of_states_is_the_law() -> None:
    shown = table_in(README.read_text(encoding="utf-8"))
    assert shown == markdown_table(VACANCY_LIFECYCLE), "run: python -m tests.support.lifecycle"


def test_a_changed_table_is_noticed() -> None:
    text = written_into("<!-- lifecycle -->\n<!-- /lifecycle -->")
    assert table_in(text) == markdown_table(VACANCY_LIFECYCLE)
    assert table_in(text.replace("published", "public")) != markdown_table(VACANCY_LIFECYCLE)
