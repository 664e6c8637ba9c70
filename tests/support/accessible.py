"""What a screen reader would call an element: the part of the accessible-name rules that our pages use."""

from lxml import etree

from tests.support.dom import Document, Element, ancestors, name_of, squeeze, text_of


def spoken_text(element: Element) -> str:
    """Text without what is hidden from assistive technology; images speak their alt, graphics their label."""
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return ""
    if element.get("aria-label"):
        return str(element.get("aria-label"))
    if name_of(element) == "img":
        return str(element.get("alt", ""))
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(spoken_text(child))
        parts.append(child.tail or "")
    return squeeze(" ".join(parts))


def accessible_name(document: Document, element: Element) -> str:
    """The name of a control, link or button; empty when it has none. A placeholder is no name."""
    if labelled := element.get("aria-labelledby"):
        found = (document.by_id(ident) for ident in labelled.split())
        return squeeze(" ".join(text_of(one) for one in found if one is not None))
    if element.get("aria-label"):
        return squeeze(str(element.get("aria-label")))
    if name_of(element) in {"input", "select", "textarea", "meter", "progress", "output"}:
        return _control_name(document, element)
    return spoken_text(element) or squeeze(element.get("title", ""))


def _control_name(document: Document, element: Element) -> str:
    kind = element.get("type", "text") if name_of(element) == "input" else ""
    if kind in {"submit", "reset", "button"}:
        return squeeze(element.get("value", ""))
    if kind == "image":
        return squeeze(element.get("alt", ""))
    if ident := element.get("id"):
        for label in document.root.xpath(".//label[@for=$ident]", ident=ident):
            if name := spoken_text(label):
                return name
    for ancestor in ancestors(element):
        if name_of(ancestor) == "label" and (name := _text_beside(ancestor, element)):
            return name
    return squeeze(element.get("title", ""))


def _text_beside(label: Element, control: Element) -> str:
    """The words of a wrapping label without those of the control (a select's options are not its label)."""
    copy = etree.fromstring(etree.tostring(label))
    for twin in copy.xpath(f".//*[local-name()='{name_of(control)}']"):
        tail = twin.tail
        twin.clear()
        twin.tail = tail
    return spoken_text(copy)
