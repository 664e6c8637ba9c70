"""The English catalogue: every text that a page with an English copy can show, no other, and the same values in it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from app.domain.languages import is_copied
from tests.architecture.source import ROOT, name_of, python_files

TEMPLATES = ROOT / "templates"
ENGLISH = ROOT / "app" / "messages" / "en" / "LC_MESSAGES" / "messages.po"
AREAS = ("app/web/public", "app/web/account")  # whose routes are written whole
ERRORS = ("errors/page.html", "errors/bare.html", "errors/again.html")
ROUTE = re.compile(r"@\w+\.(?:get|post|route)\(f?\"(/[^\"]*)\"")
IMPORTED = re.compile(r"^from (app\.web\.\w+\.\w+) import", re.M)
NAMED = re.compile(r"\{%-?\s*(?:extends|include|from|import)\s([^%]*)%\}")
QUOTED = re.compile(r"\"([\w/.-]+\.(?:html|txt))\"")
VALUE = re.compile(r"%\((\w+)\)s")
KEYWORDS = {"_": None, "_n": (1, 2)}
# Written alike in both languages.
ALIKE = frozenset({
    "Admin", "BNSP", "Diploma", "KBJI %(code)s", "KBLI %(code)s", "KKNI", "KKNI %(level)s", "Menu", "Moderator",
    "WhatsApp",
})  # fmt: skip


def has_english_pages(code: str) -> bool:
    """Whether a module of views has one with an English copy."""
    return any(is_copied(path) for path in ROUTE.findall(code))


def spoken_templates() -> list[Path]:
    """The templates of English pages: those that their views name, and what these extend, include and import."""
    modules = {name_of(path): path.read_text(encoding="utf-8") for path in python_files(*AREAS)}
    views = [code for code in modules.values() if has_english_pages(code)]
    used = {f"{name.replace('.', '/')}.py" for code in views for name in IMPORTED.findall(code)}
    views += [code for name, code in modules.items() if name in used and not ROUTE.search(code)]
    pages = (name for code in views for name in QUOTED.findall(code))
    waiting = [TEMPLATES / name for name in (*ERRORS, *spoken_letters(), *pages)]
    found: dict[Path, None] = {}
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            waiting += [TEMPLATES / name for name in named(path.read_text(encoding="utf-8"))]
    return list(found)


def spoken_letters() -> list[str]:
    """The letters that follow the language of a page: every one that is named where a letter is queued with the
    language it is `spoken` in."""
    found, letters = {"mail/letter.html"}, {path.stem for path in (TEMPLATES / "mail").glob("*.txt")}
    for path in python_files("app/services"):
        for verb in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(verb, ast.FunctionDef) and any(is_spoken(node) for node in ast.walk(verb)):
                words = {str(node.value) for node in ast.walk(verb) if isinstance(node, ast.Constant)}
                found |= {f"mail/{word}.txt" for word in words & letters}
    return sorted(found)


def is_spoken(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and any(one.arg == "spoken" for one in node.keywords)


def named(text: str) -> list[str]:
    """The templates that a template names."""
    return [name for tag in NAMED.findall(text) for name in QUOTED.findall(tag)]


@cache
def spoken() -> dict[str, str]:
    """The texts of the English pages, each with a template it stands in."""
    found = {}
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    for path in spoken_templates():
        for _, message, *_rest in extract_from_file("jinja2", path, keywords=KEYWORDS, options=options):
            found[message if isinstance(message, str) else message[0]] = path.relative_to(TEMPLATES).as_posix()
    return found


@cache
def catalogue() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def messages() -> Iterator[Message]:
    return (message for message in catalogue() if message.id)


def text_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def untranslated(held: dict[str, str]) -> list[str]:
    done = {text_of(one) for one in messages() if all(translations(one)) and not one.fuzzy}
    return sorted(f"{text!r} of {where}" for text, where in held.items() if text not in done)


def odd_values(message: Message) -> bool:
    """Whether a translation fills in other values than its text. A form for one thing may leave its number out."""
    ids = {message.id} if isinstance(message.id, str) else set(message.id)
    wanted = {name for text in ids for name in VALUE.findall(text)}
    return any(set(VALUE.findall(text)) != wanted for text in translations(message))


def test_every_text_of_an_english_page_is_translated() -> None:
    assert untranslated(spoken()) == [], "translate them in app/messages/en/LC_MESSAGES/messages.po"


def test_a_new_text_is_noticed() -> None:
    assert untranslated({"Kalimat baru": "public/home.html"}) == ["'Kalimat baru' of public/home.html"]


def test_the_catalogue_holds_nothing_that_no_page_says() -> None:
    assert sorted(text for one in messages() if (text := text_of(one)) not in spoken()) == []


def test_values_are_the_same_in_both_languages() -> None:
    assert [text_of(one) for one in messages() if odd_values(one)] == []


@pytest.mark.parametrize(
    ("message", "odd"),
    [
        (Message("%(a)s dari %(b)s", "%(b)s of %(a)s"), False),
        (Message("%(a)s dari %(b)s", "%(a)s"), True),
        (Message("Halaman", "Page %(a)s"), True),
        (Message(("%(n)s orang", "%(n)s orang"), ("%(n)s person", "people")), True),
    ],
)
def test_odd_values_are_noticed(message: Message, odd: bool) -> None:
    assert odd_values(message) is odd


def test_both_forms_of_a_number_are_given() -> None:
    counted = [one for one in messages() if not isinstance(one.id, str)]
    assert counted
    assert [one.id[0] for one in counted if len(translations(one)) != 2] == []


def test_what_is_alike_is_meant_to_be() -> None:
    """A text left in Indonesian is no translation."""
    assert {text_of(one) for one in messages() if text_of(one) in translations(one)} == ALIKE


def test_templates_are_followed() -> None:
    names = {path.relative_to(TEMPLATES).as_posix() for path in spoken_templates()}
    assert {"public/home.html", "layouts/base.html", "components/icon.html", "public/help/_fraud.html"} <= names
    assert {"mail/letter.txt", "mail/account_reset.txt", "mail/account_password_changed.txt"} <= names
    assert not {"mail/account_email_change.txt", "mail/vacancy_approve.txt"} & names
    assert has_english_pages('@public.get("/masuk")')
    assert not has_english_pages('@staff.get("/petugas")\n@account.get("/akun")\n@public.get("/lowongan.atom")')
    assert not [name for name in names if name.startswith(("staff/", "employer/", "api/", "feeds/", "gallery/"))]
