"""The page linter. Every HTML page a test receives passes all rules; each fault names its element.

A rule is a function from a Subject to faults. Rules of whole pages only are kept apart: a fragment has no title.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.support.accessible import accessible_name
from tests.support.dom import Document, Element, ancestors, describe, name_of, parse, text_of

UNSAFE_HX = ("hx-post", "hx-put", "hx-patch", "hx-delete")
HX_REQUESTS = ("hx-get", *UNSAFE_HX)
REFERENCES = {
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-errormessage", "form",
    "popovertarget",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTROLS = {"input", "select", "textarea"}
DATA_BLOCK = "application/ld+json"
HANDLER = re.compile(r"on[a-z]+$|hx-on")
UNFILLED = re.compile(r"\{\{|\{%|%\(\w+\)|\bUndefined\b")


@dataclass
class Subject:
    """What is linted. `page_ids` are ids of the page that a fragment is swapped into: it may point at them."""

    document: Document
    page_ids: frozenset[str] = frozenset()
    elements: list[Element] = field(init=False)
    ids: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.elements = list(self.document.elements())
        self._names = [name_of(one) for one in self.elements]
        self.ids = [str(one.get("id")) for one in self.elements if one.get("id") is not None]
        self._known = self.page_ids.union(self.ids)

    def knows(self, ident: str) -> bool:
        return ident in self._known

    def tags(self, *names: str) -> Iterator[Element]:
        return (one for one, name in zip(self.elements, self._names, strict=True) if name in names)


Rule = Callable[[Subject], Iterator[str]]


def parses(subject: Subject) -> Iterator[str]:
    for complaint in subject.document.complaints:
        yield f"not valid HTML, {complaint}"


def one_h1_and_title(subject: Subject) -> Iterator[str]:
    headings = list(subject.tags("h1"))
    if len(headings) != 1:
        yield f"{len(headings)} h1 elements, wanted one: {[describe(one) for one in headings]}"
        return
    title = next((text_of(one) for one in subject.document.select("head title")), "")
    words = text_of(headings[0])
    if not words or not title.startswith(words):
        yield f"title {title!r} does not start with the h1 {words!r}"


def language_named(subject: Subject) -> Iterator[str]:
    if not subject.document.root.get("lang"):
        yield f"no lang on {describe(subject.document.root)[:60]}"


def headings_in_order(subject: Subject) -> Iterator[str]:
    last = 0 if not subject.document.is_fragment else 6
    for heading in subject.tags(*HEADINGS):
        level = HEADINGS[name_of(heading)]
        if last and level > last + 1:
            yield f"heading skips from h{last} to {describe(heading)}"
        last = level
        if not text_of(heading):
            yield f"empty heading {describe(heading)}"


def unique_ids(subject: Subject) -> Iterator[str]:
    for ident, count in Counter(subject.ids).items():
        if count > 1:
            yield f'id "{ident}" stands {count} times'
        if not ident or re.search(r"\s", ident):
            yield f'id "{ident}" is empty or holds a space'


def references_resolve(subject: Subject) -> Iterator[str]:
    for element in subject.elements:
        for name, value in element.items():
            if name not in REFERENCES and (name != "for" or name_of(element) not in {"label", "output"}):
                continue
            for ident in value.split():
                if not subject.knows(ident):
                    yield f"{name} points at nothing in {describe(element)}"


def labels_hold_something(subject: Subject) -> Iterator[str]:
    for label in subject.tags("label"):
        if not text_of(label):
            yield f"empty label {describe(label)}"
        if label.get("for") is None and not any(
            name_of(one) in CONTROLS for one in label.iter() if isinstance(one.tag, str)
        ):
            yield f"label of nothing {describe(label)}"


def controls_named(subject: Subject) -> Iterator[str]:
    for control in subject.tags(*CONTROLS):
        if control.get("type") == "hidden" and name_of(control) == "input":
            continue
        if not accessible_name(subject.document, control):
            yield f"no label for {describe(control)}"


def links_and_buttons_named(subject: Subject) -> Iterator[str]:
    for element in subject.tags("a", "button", "summary"):
        if not accessible_name(subject.document, element):
            yield f"no words in {describe(element)}"


def links_lead_somewhere(subject: Subject) -> Iterator[str]:
    for link in subject.tags("a", "area"):
        href = link.get("href")
        if href is None or href.strip() in {"", "#"}:
            yield f"dead link {describe(link)}"


def no_script_links(subject: Subject) -> Iterator[str]:
    for element in subject.elements:
        for name, value in element.attrib.items():
            if name in {"href", "action", "formaction", "src"} and value.strip().lower().startswith(
                ("javascript:", "data:")
            ):
                yield f"script or data address in {describe(element)}"


def forms_safe(subject: Subject) -> Iterator[str]:
    for form in subject.tags("form"):
        if not (form.get("action") or "").strip():
            yield f"form without action {describe(form)}"
        if form.get("method", "get").lower() != "get" and not form.xpath(".//input[@name='csrf_token'][@value!='']"):
            yield f"form without csrf_token {describe(form)}"


def buttons_do_something(subject: Subject) -> Iterator[str]:
    """No dead button: it submits a form, or carries the mark of what it does."""
    for button in subject.tags("button"):
        in_form = subject.document.is_fragment or _in_form(button) is not None  # a fragment may land inside a form
        if in_form and button.get("type", "submit") != "button":
            continue
        marks = ("popovertarget", "command", "aria-controls", "form")
        if not any(name in marks or name.startswith(("data-", "hx-")) for name in button.attrib):
            yield f"dead button {describe(button)}"


def htmx_has_twin(subject: Subject) -> Iterator[str]:
    """Without JavaScript the same element still does its work: a real href, or a form with an action."""
    for element in subject.elements:
        asked = [name for name in HX_REQUESTS if element.get(name) is not None]
        if not asked:
            continue
        form = element if name_of(element) == "form" else _in_form(element)
        by_form = form is not None and bool((form.get("action") or element.get("formaction") or "").strip())
        by_link = name_of(element) == "a" and bool(element.get("href")) and asked == ["hx-get"]
        lands_in_form = subject.document.is_fragment and name_of(element) != "a"
        if not by_form and not by_link and not lands_in_form:
            yield f"no twin without script for {asked[0]} of {describe(element)}"
        elif asked != ["hx-get"] and form is not None and form.get("method", "get").lower() == "get":
            yield f"{asked[0]} in a form that would GET without script: {describe(element)}"


def nothing_inline(subject: Subject) -> Iterator[str]:
    for element in subject.elements:
        for name in element.attrib:
            if HANDLER.match(str(name)):
                yield f"inline handler {name} on {describe(element)}"
            if name == "style":
                yield f"inline style on {describe(element)}"
        tag = name_of(element)
        if tag == "style":
            yield f"inline style sheet {describe(element)}"
        if tag == "script" and not element.get("src"):
            yield from _script_block(element)


def _script_block(element: Element) -> Iterator[str]:
    if element.get("type") != DATA_BLOCK:
        yield f"inline script {describe(element)}"
        return
    try:
        json.loads(element.text or "")
    except ValueError as error:
        yield f"data block is not JSON ({error}): {describe(element)}"


def images_described(subject: Subject) -> Iterator[str]:
    for image in subject.tags("img"):
        if image.get("alt") is None:
            yield f"image without alt {describe(image)}"
    for graphic in subject.tags("svg"):
        named = graphic.get("role") == "img" and accessible_name(subject.document, graphic)
        hidden = any(one.get("aria-hidden") == "true" for one in (graphic, *ancestors(graphic)))
        if not named and not hidden:
            yield f"graphic neither hidden nor named {describe(graphic)}"


def no_nested_interactive(subject: Subject) -> Iterator[str]:
    for element in subject.elements:
        if not _interactive(element):
            continue
        for ancestor in ancestors(element):
            if name_of(ancestor) == "button" or name_of(ancestor) == "summary" or ancestor.get("href") is not None:
                yield f"{describe(element)} lies inside {describe(ancestor)}"
            if name_of(ancestor) == "label" and name_of(element) in {"a", "button", "label"}:
                yield f"{describe(element)} lies inside {describe(ancestor)}"


def nothing_leaks(subject: Subject) -> Iterator[str]:
    """Traces of an unfilled template: braces, a Python None, a raw placeholder."""
    for element in subject.elements:
        if name_of(element) == "script":
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and (UNFILLED.search(text) or text.strip() == "None"):
                yield f"template leaks {text.strip()[:60]!r} in {describe(element)}"
        for name, value in element.attrib.items():
            if value == "None" or "{{" in value:
                yield f'template leaks into {name}="{value[:60]}" of {describe(element)}'


def _interactive(element: Element) -> bool:
    tag = name_of(element)
    if tag == "input":
        return element.get("type") != "hidden"
    return tag in {"button", "select", "textarea", "summary", "label"} or (
        tag == "a" and element.get("href") is not None
    )


def _in_form(element: Element) -> Element | None:
    return next((one for one in ancestors(element) if name_of(one) == "form"), None)


EVERYWHERE: tuple[Rule, ...] = (
    parses, headings_in_order, unique_ids, references_resolve, labels_hold_something, controls_named,
    links_and_buttons_named, links_lead_somewhere, no_script_links, forms_safe, buttons_do_something, htmx_has_twin,
    nothing_inline, images_described, no_nested_interactive, nothing_leaks,
)  # fmt: skip
WHOLE_PAGES: tuple[Rule, ...] = (one_h1_and_title, language_named)


def faults(html: str, *, fragment: bool = False, page_ids: frozenset[str] = frozenset()) -> list[str]:
    """Everything wrong with a page or fragment, in rule order; empty when it is clean."""
    return faults_of(Subject(parse(html, fragment=fragment), page_ids))


def faults_of(subject: Subject) -> list[str]:
    rules = EVERYWHERE if subject.document.is_fragment else EVERYWHERE + WHOLE_PAGES
    return [f"{rule.__name__}: {fault}" for rule in rules for fault in rule(subject)]
