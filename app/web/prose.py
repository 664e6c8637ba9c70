"""Plain text written by employers, as safe HTML: paragraphs, and bullet lists where lines begin with a dash."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup, escape

from app.domain.moderation.marks import Piece

_BULLET = re.compile(r"\s*[-–•*·]\s+(?=\S)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def prose(text: str) -> Markup:
    """Everything is escaped; a blank line ends a paragraph, a single line break stays one."""
    lines = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return Markup("\n").join(_blocks(lines))


def _blocks(lines: list[str]) -> Iterator[Markup]:
    for kind, group in groupby(lines, key=_kind):
        if kind == "list":
            items = [_BULLET.sub("", line, count=1).strip() for line in group]
            yield Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))
        elif kind == "text":
            yield Markup("<p>{}</p>").format(Markup("<br>").join(escape(line.strip()) for line in group))


def marked_blocks(lines: Sequence[Sequence[Piece]]) -> Iterator[tuple[str, list[list[Piece]]]]:
    """The lines of a marked text as `prose` sets them: paragraphs ("text") and bullet lists ("list"), which lose their
    dashes."""
    for kind, group in groupby(lines, key=lambda line: _kind(_whole(line))):
        if kind != "blank":
            yield kind, [_without_bullet(line) if kind == "list" else list(line) for line in group]


def _whole(line: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in line)


def _without_bullet(line: Sequence[Piece]) -> list[Piece]:
    found = _BULLET.match(_whole(line))
    left, kept = found.end() if found else 0, []
    for piece in line:
        if left < len(piece.text):
            kept.append(replace(piece, text=piece.text[left:]))
        left = max(0, left - len(piece.text))
    return kept


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    return "list" if _BULLET.match(line) else "text"


def excerpt(text: str, limit: int = 160) -> str:
    """One line of plain text for a description tag, cut at a word."""
    flat = " ".join(_BULLET.sub("", line, count=1) for line in _CONTROL.sub(" ", text).splitlines())
    flat = " ".join(flat.split())
    if len(flat) <= limit:
        return flat
    head = flat[: limit - 1]
    if flat[limit - 1] != " ":
        head = head.rpartition(" ")[0] or head
    return head.rstrip(" ,.;:") + "…"


def web_link(address: str) -> str:
    """The address if it is one of the web, else nothing: `javascript:` and the like never become a link."""
    return address if re.match(r"https?://[^\s/]", address, re.IGNORECASE) else ""
