"""HTML as a tree: strict parsing, selecting and describing elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import html5lib
from html5lib.constants import E
from lxml import etree

Element = etree._Element

_COMPOUND = re.compile(
    r"(?P<tag>^[\w-]+|\*)|#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|\[(?P<attr>[\w:-]+)(?:(?P<op>[\^*]?=)\"?(?P<value>[^\"\]]*)\"?)?\]"
)

# What is drawn anew for each page or test: tokens, and the code on an error page. No part of a tag's or entity's name.
_RANDOM = re.compile(r"(?<![\w.&#-])(?<!<)(?<!</)[\w.-]{40,}|(?<=kode )\d{3}-\w{4}")
_MASK = re.compile("\ue000(\\d+)\ue000")


@dataclass
class Document:
    """A parsed page or fragment and what the strict parser had to say, each complaint with its line."""

    root: Element
    is_fragment: bool
    complaints: list[str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        for node in self.root.iter():
            if isinstance(node.tag, str):
                yield node

    def select(self, selector: str) -> list[Element]:
        """Elements by a small part of CSS: compound selectors (tag, #id, .class, [attr=value]) and descendants."""
        return list(self.root.xpath(to_xpath(selector)))

    def by_id(self, ident: str) -> Element | None:
        found = self.root.xpath(".//*[@id=$ident]", ident=ident)
        return found[0] if found else None


def parse(html: str, *, fragment: bool = False) -> Document:
    """Strictly, at a price: a page that differs from one parsed before in random words only is copied from that."""
    words: list[str] = []

    def masked(match: re.Match[str]) -> str:
        words.append(match[0])
        return f"\ue000{len(words) - 1}\ue000"

    tree = _clean_tree(_RANDOM.sub(masked, html), fragment)
    if tree is None:
        return _parsed(html, fragment)
    return Document(etree.fromstring(_MASK.sub(lambda match: words[int(match[1])], tree)), fragment)


@lru_cache(maxsize=1024)
def _clean_tree(html: str, fragment: bool) -> str | None:
    """The tree as text; None when the parser complains."""
    document = _parsed(html, fragment)
    return None if document.complaints else etree.tostring(document.root, encoding="unicode")


def _parsed(html: str, fragment: bool) -> Document:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    if fragment:
        root = etree.Element("fragment")
        for child in parser.parseFragment(html):
            _append(root, child)
    else:
        root = parser.parse(html).getroot()
    lines = html.splitlines()
    return Document(root, fragment, [_complaint(error, lines) for error in parser.errors])


def _append(root: Element, child: Element | str) -> None:
    if isinstance(child, str):
        if len(root):
            root[-1].tail = (root[-1].tail or "") + child
        else:
            root.text = (root.text or "") + child
    else:
        root.append(child)


def _complaint(error: tuple[tuple[int, int], str, dict[str, object]], lines: list[str]) -> str:
    (line, column), code, values = error
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return f"line {line}: {E.get(code, code) % values} near `{text[max(0, column - 90) : column + 40]}`"


@lru_cache(maxsize=512)
def to_xpath(selector: str) -> str:
    return ".//" + "//".join(_step(part) for part in selector.split())


def _step(compound: str) -> str:
    tag, tests, end = "*", [], 0
    for match in _COMPOUND.finditer(compound):
        if match.start() != end:
            break
        end = match.end()
        part = match.groupdict()
        if part["tag"]:
            tag = part["tag"]
        elif part["id"]:
            tests.append(f"@id='{part['id']}'")
        elif part["cls"]:
            tests.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {part['cls']} ')")
        elif part["op"] == "=":
            tests.append(f"@{part['attr']}='{part['value']}'")
        elif part["op"]:
            function = "starts-with" if part["op"] == "^=" else "contains"
            tests.append(f"{function}(@{part['attr']}, '{part['value']}')")
        else:
            tests.append(f"@{part['attr']}")
    if end != len(compound):
        raise ValueError(f"selector not understood: {compound}")
    return f"*[local-name()='{tag}']" * (tag != "*") + "*" * (tag == "*") + "".join(f"[{test}]" for test in tests)


def name_of(element: Element) -> str:
    """The tag without a namespace: SVG and HTML alike."""
    return _local(element.tag)


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def text_of(element: Element) -> str:
    """All text, white space squeezed."""
    return squeeze("".join(element.itertext()))


def describe(element: Element) -> str:
    """The opening tag and the first words: enough to find it in a template."""
    attributes = "".join(f' {key}="{value}"' for key, value in element.attrib.items())
    text = text_of(element)
    return f"<{name_of(element)}{attributes}>{text[:40]}{'…' if len(text) > 40 else ''}"


def ancestors(element: Element) -> Iterator[Element]:
    node = element.getparent()
    while node is not None:
        yield node
        node = node.getparent()
