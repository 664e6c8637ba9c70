"""HTMX 2 without a browser: what a click asks for, and what the page looks like after the swap.

    after = click(page, page.link("Berikutnya"))
    assert_same(after.document, client.get(after.url).dom)

Attributes are never inherited (house rule, so that the step to HTMX 4 stays small), so only an element's own count.
"""

import difflib
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from tests.support.dom import Document, Element, ancestors, describe, name_of, squeeze, text_of
from tests.support.pages import Page, form_values


@dataclass
class Swapped:
    """The page after a swap, the address then in the browser, and the fragment that did it."""

    document: Document
    url: str
    fragment: Page


def click(page: Page, element: Element, **typed: Any) -> Swapped:
    """Let HTMX act on an element: a link, or a form (or its control) with `typed` over what stands in it."""
    path, url = _request_of(page, element, typed), page.path
    target = _target(page.dom, element, None)
    fragment = page.client.htmx(path, target=target.get("id"), trigger=element.get("id"), current=url)
    pushed = fragment.headers.get("HX-Push-Url") or fragment.headers.get("HX-Replace-Url")
    asked = element.get("hx-push-url") or element.get("hx-replace-url")
    if pushed != "false" and (pushed or asked not in {None, "false"}):
        url = pushed or (path if asked == "true" else str(asked))
    typed_in = _typed_into(page.dom, typed)
    return Swapped(swap(typed_in, _twin(typed_in, element), fragment), url, fragment)


def _twin(document: Document, element: Element) -> Element:
    """The same element in a copy of its document."""
    return document.root.getroottree().xpath(element.getroottree().getpath(element))[0]


def _typed_into(document: Document, typed: dict[str, Any]) -> Document:
    """The page as the person left it: what was typed and ticked stays, whatever a swap replaces around it."""
    after = Document(deepcopy(document.root), document.is_fragment)
    for control in after.root.xpath(".//input[@name] | .//select[@name]"):
        if control.get("name") not in typed:
            continue
        wanted = typed[control.get("name")]
        values = wanted if isinstance(wanted, list) else [str(wanted)]
        if name_of(control) == "select":
            for option in control.iter("option"):
                _mark(option, "selected", option.get("value", text_of(option)) in values)
        elif control.get("type") in {"checkbox", "radio"}:
            _mark(control, "checked", control.get("value") in values)
        else:
            control.set("value", values[0])
    return after


def _mark(element: Element, name: str, on: bool) -> None:
    element.attrib.pop(name, None)
    if on:
        element.set(name, "")


def _request_of(page: Page, element: Element, typed: dict[str, Any]) -> str:
    address = element.get("hx-get")
    assert address is not None, f"only hx-get is swapped here: {describe(element)}"
    path = urljoin(page.path, address) if address else page.path
    form = element if name_of(element) == "form" else _included(page.dom, element)
    if form is None:
        return path
    values = form_values(form) | {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    query = urlencode([(name, one) for name, many in values.items() for one in many])
    return urlsplit(path).path + ("?" + query if query else "")


def _included(document: Document, element: Element) -> Element | None:
    include = element.get("hx-include")
    return None if include is None else _find(document, element, include)


def _find(document: Document, element: Element, selector: str) -> Element:
    if selector == "this":
        return element
    if selector.startswith("closest "):
        tag = selector.removeprefix("closest ")
        found = [one for one in (element, *ancestors(element)) if name_of(one) == tag]
    else:
        found = document.select(selector)
    assert found, f"{selector!r} of {describe(element)} is not on the page"
    return found[0]


def _target(document: Document, element: Element, fragment: Page | None) -> Element:
    retarget = fragment.headers.get("HX-Retarget") if fragment else None
    return _find(document, element, retarget or element.get("hx-target") or "this")


def swap(document: Document, element: Element, fragment: Page) -> Document:
    """The document after HTMX has put a fragment in; the given one stays as it is."""
    after = Document(deepcopy(document.root), document.is_fragment)
    twin = _twin(after, element)
    piece = deepcopy(fragment.dom.root)
    _take_title(after, piece)
    for stray in piece.xpath(".//*[@hx-swap-oob]"):
        _swap_out_of_band(after, stray)
    style = (fragment.headers.get("HX-Reswap") or twin.get("hx-swap") or "innerHTML").split()[0]
    select = fragment.headers.get("HX-Reselect") or twin.get("hx-select")
    if select:
        chosen = Document(piece, True).select(select)
        assert chosen, f"hx-select {select!r} finds nothing in the fragment"
        piece = deepcopy(piece)
        for child in list(piece):
            piece.remove(child)
        piece.text = None
        piece.extend(chosen)
    _put(_target(after, twin, fragment), piece, style)
    return after


def _take_title(document: Document, piece: Element) -> None:
    for title in piece.xpath(".//title[not(ancestor::*[local-name()='svg'])]"):
        document.select("head title")[0].text = title.text
        _remove(title)


def _swap_out_of_band(document: Document, stray: Element) -> None:
    order = str(stray.attrib.pop("hx-swap-oob"))
    style, _, selector = order.partition(":")
    style = "outerHTML" if style == "true" else style
    found = document.select(selector) if selector else document.root.xpath(".//*[@id=$ident]", ident=stray.get("id"))
    assert found, f"out of band element has no place on the page: {describe(stray)}"
    _remove(stray)
    for target in found:
        if style == "outerHTML":
            holder = stray.makeelement("fragment")
            holder.append(deepcopy(stray))
            _put(target, holder, style)
        else:
            _put(target, deepcopy(stray), style)


def _remove(element: Element) -> None:
    """Take an element out, leaving the text after it in place."""
    parent, tail = element.getparent(), element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _put(target: Element, piece: Element, style: str) -> None:
    children = list(piece)
    if style == "innerHTML":
        for child in list(target):
            target.remove(child)
        target.text = piece.text
        target.extend(children)
    elif style == "outerHTML":
        assert children, f"an empty fragment would remove {describe(target)}"
        children[-1].tail = (children[-1].tail or "") + (target.tail or "")
        parent, place = target.getparent(), target.getparent().index(target)
        parent.remove(target)
        for offset, child in enumerate(children):
            parent.insert(place + offset, child)
    elif style == "beforeend":
        target.extend(children)
    elif style != "none":
        raise AssertionError(f"hx-swap {style!r} is not simulated")


def outline(document: Document) -> list[str]:
    """One line per element and text, attributes sorted, white space squeezed: what two documents are compared by."""
    lines: list[str] = []
    _outline(document.root, 0, lines)
    return lines


def _outline(element: Element, depth: int, lines: list[str]) -> None:
    values = dict(element.attrib)
    if values.get("name") == "csrf_token":
        values["value"] = "(token)"  # every answer carries a token of its own
    attributes = "".join(f' {name}="{squeeze(value)}"' for name, value in sorted(values.items()))
    lines.append(f"{'  ' * depth}<{name_of(element)}{attributes}>")
    if text := squeeze(element.text or ""):
        lines.append(f"{'  ' * (depth + 1)}{text}")
    for child in element:
        if isinstance(child.tag, str):
            _outline(child, depth + 1, lines)
        if tail := squeeze(child.tail or ""):
            lines.append(f"{'  ' * (depth + 1)}{tail}")


def difference(after: Document, fresh: Document) -> list[str]:
    """Readable differences of two documents; empty when they are the same DOM."""
    return list(difflib.unified_diff(outline(after), outline(fresh), "after the swap", "fresh load", n=2, lineterm=""))


def assert_same(after: Document, fresh: Document) -> None:
    """U2: the page after a swap is the page a reload would give."""
    lines = difference(after, fresh)
    assert not lines, "the page after the swap differs from a fresh load:\n" + "\n".join(lines[:80])
