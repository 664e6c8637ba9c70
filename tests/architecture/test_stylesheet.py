"""U16: one stylesheet draws every page. Its colours stand among its tokens, of which an office replaces eleven."""

import re
from collections.abc import Iterator

import pytest
from PIL import ImageColor

from tests.architecture.source import ROOT, name_of, templates

STYLESHEET = ROOT / "static" / "css" / "site.css"
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
STEPS = ("25", "50", *(str(step) for step in range(100, 1000, 100)))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
TOKENS = re.compile(r"@layer tokens \{.*?\n\}", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
VALUE = re.compile(r"[{;]\s*[\w-]+\s*:([^{};]+)(?=[;}])")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^)]*\)", re.IGNORECASE)
WORD = re.compile(r"(?<![\w-])[a-z]+(?![\w(-])")
NAMED = ImageColor.colormap.keys() - {"black", "white"}
ATTRIBUTE = re.compile(r'\bclass="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', re.DOTALL)
LOGIC = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
BY_SCRIPT = re.compile(r"className = \"([\w-]+)\"")
UNDRAWN = {"did-you-mean", "qr"}  # look like what they are, a paragraph and a picture; tests find them by these names


def stylesheet() -> str:
    return COMMENT.sub("", STYLESHEET.read_text(encoding="utf-8"))


def is_grey(colour: str) -> bool:
    digits = colour.removeprefix("#")
    width = 1 if len(digits) < 6 else 2
    return colour.startswith("#") and len({digits[place * width : (place + 1) * width] for place in range(3)}) == 1


def loose_colours(css: str) -> list[str]:
    """Colours outside the tokens, which no office could change. Black, white and grey are none."""
    values = VALUE.findall(TOKENS.sub("", css))
    found = [colour for value in values for colour in COLOUR.findall(value) if not is_grey(colour)]
    return found + [word for value in values for word in WORD.findall(value) if word in NAMED]


def drawn(css: str) -> set[str]:
    """The classes that some rule names."""
    return {name for selectors in RULE.findall(css) for name in CLASS.findall(selectors)}


def classes(text: str) -> Iterator[str]:
    """The classes of a template; one that logic ends is its fixed beginning and a star."""
    for value in ATTRIBUTE.findall(text):
        for word in LOGIC.sub("\0", value).split():
            name, logic, _ = word.partition("\0")
            if name:
                yield name + ("*" if logic and name.endswith("-") else "")


def undrawn(text: str, known: set[str]) -> set[str]:
    return {
        name
        for name in classes(text)
        if not any(one.startswith(name[:-1]) if name.endswith("*") else one == name for one in known | UNDRAWN)
    }


def test_an_office_replaces_eleven_variables() -> None:
    assert re.findall(r"--brand-(\d+):", stylesheet()) == list(STEPS)


def test_colours_stand_among_the_tokens() -> None:
    assert loose_colours(stylesheet()) == []


@pytest.mark.parametrize("value", ["#0956c3", "rgb(9 86 195)", "1px solid navy", "oklch(50% .2 260)"])
def test_a_loose_colour_is_found(value: str) -> None:
    css = f"@layer tokens {{\n :root {{ --brand-500: #0956c3; }}\n}}\n.a {{ margin: 0; background: {value}; }}"
    assert len(loose_colours(css)) == 1
    assert loose_colours(css.replace(value, "var(--brand-500), #fff")) == []


def test_every_class_is_drawn() -> None:
    known = drawn(stylesheet())
    found = {name_of(path): undrawn(path.read_text(encoding="utf-8"), known) for path in templates()}
    assert {name: some for name, some in found.items() if some} == {}
    by_script = {some for path in SCRIPTS for some in BY_SCRIPT.findall(path.read_text(encoding="utf-8"))}
    assert by_script
    assert by_script - known == set()


def test_a_class_that_nobody_drew_is_found() -> None:
    text = '<p class="kartu {{ "kartu--terang" if x }} tag tag--{{ y }} chip--{{ z }}">'
    assert undrawn(text, {"tag", "tag--good"}) == {"kartu", "chip--*"}
