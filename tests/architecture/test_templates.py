"""Templates: they compile, are used, hold no inline code, and speak through the message catalogue only."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from jinja2 import StrictUndefined

from app.domain.employer import EMPLOYER_LIFECYCLE
from app.domain.lifecycle import Effect
from app.domain.report import REPORT_LIFECYCLE
from app.domain.vacancy import VACANCY_LIFECYCLE
from tests.architecture.source import ROOT, name_of, python_files, templates

# What telling.follow sends: noun_verb to the company, staff_noun_verb to the office.
TOLD = {
    f"{prefix}{law.noun}_{row.verb}"
    for law in (VACANCY_LIFECYCLE, EMPLOYER_LIFECYCLE, REPORT_LIFECYCLE)
    for row in law.transitions.values()
    for prefix, effect in (("", Effect.MAIL_EMPLOYER), ("staff_", Effect.MAIL_STAFF))
    if effect in row.effects
}
CATALOGUE = ROOT / "app" / "messages" / "messages.pot"
INLINE = {
    "inline handler": re.compile(r"\son[a-z]+\s*=|\bhx-on"),
    "inline style": re.compile(r"\sstyle\s*=|<style\b"),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)"),
    "unescaped value": re.compile(r"\|\s*safe\b|autoescape false"),
    "dead link": re.compile(r"href=\"#?\""),
}
LETTER = "mail/letter.html"  # mail programs know no stylesheet of ours; no page is served from it
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r"\b(aria-label|alt|title|placeholder|data-confirm)=\"([^\"{]*[a-z]{2}[^\"{]*)\"")
PROPER = re.compile(r"WhatsApp|Atom|[A-Z]{2,5}")  # names that no language changes
ATTRIBUTE = re.compile(r"[\w-]+=\"[^\"]*\"|[?&]\w+=")
TRANSLATED = re.compile(r"\{% trans.*?endtrans %\}", re.DOTALL)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def inline_faults(text: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def loose_words(text: str) -> list[str]:
    """Words for people that stand in a template outside the message catalogue."""
    bare = JINJA.sub("\0", TRANSLATED.sub("", text))
    words = re.findall(r"[A-Za-z][A-Za-z .,-]*[A-Za-z]", ATTRIBUTE.sub("", TAG.sub("\0", bare)))
    words += [value for _, value in SPOKEN.findall(JINJA.sub("{}", text))]
    return [word for word in words if not PROPER.fullmatch(word)]


def test_templates_compile_strictly(bare_app: Flask) -> None:
    assert bare_app.jinja_env.undefined is StrictUndefined
    for path in templates():
        bare_app.jinja_env.get_template(path.relative_to(ROOT / "templates").as_posix())


def test_nothing_is_inline() -> None:
    found = {name_of(path): faults for path in templates() if (faults := inline_faults(read(path)))}
    assert found == {f"templates/{LETTER}": ["inline style"]}


def test_words_come_from_the_catalogue() -> None:
    pages = [path for path in templates() if path.suffix == ".html"]
    assert {name_of(path): found for path in pages if (found := loose_words(read(path)))} == {}


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<a href="/x" onclick="x()">', "inline handler"),
        ('<p style="color:red">', "inline style"),
        ("<script>x()</script>", "inline script"),
        ("{{ text|safe }}", "unescaped value"),
        ('<a href="#">x</a>', "dead link"),
    ],
)
def test_inline_faults_are_found(planted: str, fault: str) -> None:
    assert inline_faults(planted) == [fault]


def test_loose_words_are_found() -> None:
    assert loose_words('<p class="a">Cari {{ x }} <b aria-label="Menu utama">{{ _("kerja") }}</b></p>') == [
        "Cari",
        "Menu utama",
    ]


def test_every_template_is_used(bare_app: Flask) -> None:
    """A template is named by a view, by the error pages or by another template; a letter by the service that sends it,
    or by the noun and the verb of the transition that it follows from."""
    written = [read(path) for path in (*python_files("app"), *templates())]
    names = [path.relative_to(ROOT / "templates").as_posix() for path in templates()]
    unused = [name for name in names if not any(f'"{name}"' in text for text in written)]
    letters = {
        name for name in unused if name.startswith("mail/") and (_letter(name) in TOLD or _is_sent(name, written))
    }
    assert [name for name in unused if name not in letters] == []


def _letter(name: str) -> str:
    return name.removeprefix("mail/").removesuffix(".txt")


def _is_sent(name: str, written: list[str]) -> bool:
    return any(f'"{_letter(name)}"' in text for text in written)


def extracted() -> set[str]:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {"_": None, "_n": (1, 2), "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
    found = extract_from_dir(ROOT, methods, options, keywords=keywords)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_the_catalogue_is_up_to_date() -> None:
    with CATALOGUE.open("rb") as file:
        held = {one.id if isinstance(one.id, str) else one.id[0] for one in read_po(file) if one.id}
    assert held == extracted(), "run: make messages"


def test_no_text_stands_inside_a_formatted_string() -> None:
    """Babel finds it there from Python 3.12 on only: the catalogue would hang on who brings it up to date."""
    inside = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in python_files("app")
        for whole in ast.walk(ast.parse(read(path)))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"_", "_n"}
    ]
    assert inside == []


def test_templates_and_code_are_extracted() -> None:
    """The extraction itself finds what stands in a template today."""
    first = next(match for path in templates() if (match := re.search(r'_\("([^"]+)"\)', read(path))))
    assert first.group(1) in extracted()


def test_everybody_who_must_hear_gets_a_letter() -> None:
    """Each transition that tells somebody has its letter."""
    written = {_letter(path.relative_to(ROOT / "templates").as_posix()) for path in templates()}
    assert sorted(TOLD - written) == []
