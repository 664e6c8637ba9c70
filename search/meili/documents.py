"""How a document lies on the server, and its way back.

Texts are sent as folded words (`search.text`), so that words begin and end where they do for the embedded engine.
Names are led by their kind, because a text and a code of one schema may share a name. An unknown number is left out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from search.meili.signs import back, kept
from search.schema import Document, IndexSchema
from search.text import folded

FORMAT = 3  # raise it when the layout or the folding of text changes: indexes are then built anew

ID, WHOLE, TITLE_WORDS, TOGETHER = "id", "whole", "words", "together"
# Stands before every field but the first: no other field can be equal to the query, which the server would put first.
# It is a word that no query has, begins or misspells.
_LEAD = kept("##")
_OF = ":"  # between a field's place among those counted together and a code of it
LARGEST = 2**53  # whole numbers beyond it are not exact on the server
_MOST_DOCUMENTS, _MOST_BYTES = 5_000, 20_000_000  # of a lot; the server takes 100 MB


class Lot(NamedTuple):
    """Documents that are sent together."""

    ids: tuple[int, ...]
    lines: tuple[bytes, ...]

    def halves(self) -> "tuple[Lot, Lot]":
        middle = len(self.ids) // 2
        return Lot(self.ids[:middle], self.lines[:middle]), Lot(self.ids[middle:], self.lines[middle:])


def text(name: str) -> str:
    """The searched attribute of a text field."""
    return f"text_{name}"


def code(name: str) -> str:
    """The attribute of a keyword field."""
    return f"code_{name}"


def number(name: str) -> str:
    """The attribute of a number field."""
    return f"number_{name}"


def entry(document: Document, schema: IndexSchema) -> dict[str, Any]:
    """The document as it is sent. Fields outside the schema never enter it."""
    first, *others = (folded(document.text.get(name, "")) for name in schema.text)
    made: dict[str, Any] = {
        ID: document.id,
        WHOLE: whole(first),
        TITLE_WORDS: list(dict.fromkeys(first)),
        text(schema.text[0]): kept(" ".join(first)),
    }
    for name, words in zip(schema.text[1:], others, strict=True):
        made[text(name)] = " ".join([_LEAD, kept(" ".join(words))])
    for name in schema.keywords:
        made[code(name)] = list(dict.fromkeys(document.keywords.get(name, ())))
    made[TOGETHER] = [
        f"{place}{_OF}{value}"
        for place, name in enumerate(schema.together)
        for value in made[code(name)]
        if schema.counts(name, value)
    ]
    for name in schema.numbers:
        value = document.numbers.get(name)
        if value is not None:
            made[number(name)] = bounded(value)
    return made


def whole(words: Sequence[str]) -> str:
    """The mark of a first field that is just these words. Short, as it is stored for every document."""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=6).hexdigest()


def bounded(value: int) -> int:
    return min(max(value, -LARGEST), LARGEST)


def document(stored: Mapping[str, Any], schema: IndexSchema) -> Document:
    """The document as the server knows it; its texts are folded words."""
    return Document(
        id=stored[ID],
        text={name: back(stored.get(text(name), "").removeprefix(_LEAD).lstrip()) for name in schema.text},
        keywords={name: tuple(stored.get(code(name), ())) for name in schema.keywords},
        numbers={name: stored.get(number(name)) for name in schema.numbers},
    )


def counts(counted: Mapping[str, Mapping[str, int]], schema: IndexSchema) -> dict[str, Mapping[str, int]]:
    """Hits by value of each keyword field that was counted, by itself or with the others of `schema.together`."""
    together: list[dict[str, int]] = [{} for _ in schema.together]
    for value, hits in counted.get(TOGETHER, {}).items():
        place, _, one = value.partition(_OF)
        together[int(place)][one] = hits
    alone = {name: counted[code(name)] for name in schema.keywords if code(name) in counted}
    return {**dict(zip(schema.together, together, strict=True)), **alone}


def ties(schema: IndexSchema) -> list[str]:
    """The order of documents that are equal otherwise: newest first, then the highest id."""
    return [f"{name}:desc" for name in (number(schema.recency), ID)]


def lots(documents: Iterable[Document], schema: IndexSchema) -> Iterator[Lot]:
    """Documents as JSON lines, in lots that the server takes in a few seconds."""
    ids: list[int] = []
    lines: list[bytes] = []
    size = 0
    for one in documents:
        line = json.dumps(entry(one, schema), ensure_ascii=False, separators=(",", ":")).encode()
        if lines and (len(lines) == _MOST_DOCUMENTS or size + len(line) > _MOST_BYTES):
            yield Lot(tuple(ids), tuple(lines))
            ids, lines, size = [], [], 0
        ids.append(one.id)
        lines.append(line)
        size += len(line)
    if lines:
        yield Lot(tuple(ids), tuple(lines))
