"""What templates write stands in a page as Jinja's own escaping leaves it."""

from enum import StrEnum
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from tests.support.site import Site


class Word(StrEnum):
    HARSH = "<b>"


class Own:
    def __html__(self) -> str:
        return "<i>own</i>"

    def __str__(self) -> str:
        return "not this"


class Plain:
    def __str__(self) -> str:
        return "a & b"


VALUES = [
    "",
    "plain",
    "Kafé – 1",
    "<a href='x'>\"&\"</a>",
    Markup("<b>&amp;</b>"),
    Word.HARSH,
    Own(),
    Plain(),
    7,
    1.5,
    None,
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_is_written_as_escape_makes_it(site: Site, value: Any) -> None:
    template = site.app.jinja_env.from_string("[{{ value }}]")
    assert template.render(value=value) == f"[{escape(value)}]"


def test_what_a_macro_a_block_or_a_filter_makes_is_not_escaped_twice(site: Site) -> None:
    template = site.app.jinja_env.from_string(
        "{% macro bold(word) %}<b>{{ word }}</b>{% endmacro %}{% set kept %}<i>{{ value }}</i>{% endset %}"
        "{{ bold(value) }}{{ kept }}{% filter upper %}{{ value }}{% endfilter %}{{ value|safe }}"
    )
    assert template.render(value="<&") == "<b>&lt;&amp;</b><i>&lt;&amp;</i>&LT;&AMP;<&"


def test_a_missing_value_is_an_error(site: Site) -> None:
    with pytest.raises(UndefinedError):
        site.app.jinja_env.from_string("{{ missing }}").render()


def test_text_without_markup_is_not_escaped(site: Site) -> None:
    template = site.app.jinja_env.from_string("{% autoescape false %}{{ value }}{% endautoescape %}{{ value }}")
    assert template.render(value="<&") == "<&&lt;&amp;"
