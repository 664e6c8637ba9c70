"""How a document lies in the Tantivy index.

`text` holds all fields' words in order with a mark at each field's end, for matching and phrases, `first` those of the
first field once more. `spot` holds each
word once a field, led by the field's rank and a coarse position: the rules "best field" and "position" become terms;
and the first field as a whole, and the phrases of the language that the texts hold.
`stamp` is recency and id in one number, so that one sort settles ties; `newness` is recency from 0 to 1. `kept` holds
the folded words for fine ordering and the codes and numbers for comparing; nothing else is stored.
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product

import tantivy

from search.schema import Document, IndexSchema, Sort
from search.text import folded

FORMAT = 6  # raise it when the layout or the folding of text changes: indexes are then built anew

ID, TEXT, FIRST, SPOT, STAMP, NEWNESS, KEPT = "id", "text", "first", "spot", "stamp", "newness", "kept"
END = "$"  # stands after every field's words; never part of a word

HIGHEST_ID = 2**31 - 1
NEWEST = 2**32 - 2
HIGHEST_STAMP = 2**63 - 1
LARGEST = 2**62
SMALLEST = -(2**62)

# A word's position counts coarsely: 0, 1, 2-4, 5-7, ... as on the server engine.
_STEPS = (0, 1, 4, 7, 11, 16, 24, 64, 256, 1024)
COARSEST = len(_STEPS)
BETWEEN = "\x1f"  # between the codes of a combination; never part of a code
LONGEST_WHOLE = 400
ANALYSER = "words"
_LEADS: dict[int, list[str]] = {}
Phrases = Mapping[str, Sequence[tuple[str, ...]]]  # by their first word
NO_PHRASES: Phrases = {}


def version(schema: IndexSchema, phrases: Collection[tuple[str, ...]]) -> str:
    """Names the schema, the format, the phrases that are terms and what counts: an index of another version is built
    anew."""
    depends_on = repr([sorted(phrases), schema.counting])
    mark = hashlib.blake2b(depends_on.encode(), digest_size=3).hexdigest()
    return f"{schema.version}.{FORMAT}.{mark}"


def by_head(phrases: Collection[tuple[str, ...]]) -> Phrases:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for one in phrases:
        found.setdefault(one[0], []).append(one)
    return found


def coarse(position: int) -> int:
    """The class of a position within a field, 0 (first word) to COARSEST."""
    return bisect_left(_STEPS, position)


def spot(field: int, place: int, word: str) -> str:
    """The term that says: this word stands first at this coarse place of this field."""
    return f"{chr(65 + field)}{chr(97 + place)}{word}"


def whole(words: Sequence[str]) -> str:
    """The term that says: these words, no more and no fewer, are the first field. Letters lead the other terms."""
    return "=" + "_".join(words)[:LONGEST_WHOLE]


def phrase(words: Sequence[str]) -> str:
    """The term of a phrase, which has its spots as a word has them. Led by `+` it says that a text holds the phrase."""
    return "_".join(words)


def standing(words: Sequence[str]) -> str:
    """The term that says: these words stand side by side in some field."""
    return "+" + phrase(words)


def spots(fields: int) -> list[tuple[int, int, str]]:
    """Every pair of field rank and coarse place with the letters that lead its terms, best first."""
    return [(field, place, spot(field, place, "")) for field, place in product(range(fields), range(COARSEST + 1))]


def keyword(name: str) -> str:
    """The terms of a facet field, for filters."""
    return f"k_{name}"


def combination(name: str) -> str:
    """The column of a facet field, for counts: all of a document's codes that count as one value.

    Tantivy counts a column of single values twenty times faster than one of several; there are few combinations, and
    their counts add up to those of the codes.
    """
    return f"c_{name}"


def counted(name: str, schema: IndexSchema) -> str:
    """The column by which a facet is counted: its combination or, where there are many, a number for each, which
    costs a third as much to write out."""
    return f"h_{name}" if name in schema.varied else combination(name)


@lru_cache(maxsize=65_536)
def numbered(value: str) -> int:
    """The number of a combination, the same in every process."""
    return int.from_bytes(hashlib.blake2b(value.encode(), digest_size=8).digest()) >> 1


def combined(codes: Sequence[str]) -> str:
    return BETWEEN.join(sorted(codes))


@lru_cache(maxsize=65_536)
def codes_of(value: str) -> tuple[str, ...]:
    """The codes of a combination."""
    return tuple(value.split(BETWEEN)) if value else ()


def number(name: str) -> str:
    """The column of a number field."""
    return f"n_{name}"


def sort_key(name: str) -> str:
    """The column of a sort, where unknown values stand at the end."""
    return f"s_{name}"


def by_stamp(sort: Sort, schema: IndexSchema) -> bool:
    """Whether a sort is newest first, which the stamp gives already."""
    return sort.field == schema.recency and sort.descending


def layout(schema: IndexSchema) -> tantivy.Schema:
    """The Tantivy schema of an index."""
    build = tantivy.SchemaBuilder()
    build.add_integer_field(ID, indexed=True, fast=True)
    build.add_integer_field(STAMP, fast=True)
    build.add_float_field(NEWNESS, fast=True)
    build.add_text_field(TEXT, tokenizer_name=ANALYSER, index_option="position")
    build.add_text_field(FIRST, tokenizer_name=ANALYSER, index_option="position")
    build.add_text_field(SPOT, tokenizer_name=ANALYSER, index_option="basic")
    build.add_bytes_field(KEPT, stored=True)
    for name in schema.keywords:
        build.add_text_field(keyword(name), tokenizer_name="raw", index_option="basic")
        varied = name in schema.varied
        build.add_text_field(combination(name), tokenizer_name="raw", fast=not varied, index_option="basic")
        if varied:
            build.add_integer_field(counted(name, schema), fast=True)
    for name in schema.numbers:
        build.add_integer_field(number(name), fast=True)
    for name, sort in schema.sorts.items():
        if not by_stamp(sort, schema):
            build.add_integer_field(sort_key(name), fast=True)
    return build.build()


def register(index: tantivy.Index) -> None:
    """Tantivy forgets analysers when an index is opened. Texts come folded: spaces are all it must cut at."""
    index.register_tokenizer(ANALYSER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def stamp(document: Document, schema: IndexSchema) -> int:
    """Newest first, then the highest id, as one number."""
    recency = document.numbers.get(schema.recency)
    newness = 0 if recency is None else min(max(recency, 0), NEWEST - 1) + 1
    return newness << 31 | document.id


def entry(document: Document, schema: IndexSchema, phrases: Phrases = NO_PHRASES) -> tantivy.Document:
    """The Tantivy document of a document. Fields outside the schema never enter it. `phrases` become terms."""
    if not 0 <= document.id <= HIGHEST_ID:
        raise ValueError(f"{schema.name}: document id {document.id} is out of range")
    texts = [folded(document.text.get(name, "")) for name in schema.text]
    codes = {name: tuple(dict.fromkeys(document.keywords.get(name, ()))) for name in schema.keywords}
    numbers = {name: document.numbers.get(name) for name in schema.numbers}
    mark = stamp(document, schema)
    made = tantivy.Document()
    made.add_integer(ID, document.id)
    made.add_integer(STAMP, mark)
    made.add_float(NEWNESS, min((mark >> 31) / (schema.recency_top + 1), 1.0))
    made.add_text(TEXT, " ".join(chain.from_iterable((*text, END) for text in texts)))
    made.add_text(FIRST, " ".join(texts[0]))
    made.add_text(SPOT, " ".join([whole(texts[0]), *_spots_of(texts), *_phrases_of(texts, phrases)]))
    made.add_bytes(KEPT, _keep(texts, codes, numbers))
    for name, values in codes.items():
        for value in values:
            made.add_text(keyword(name), value)
        together = combined([value for value in values if schema.counts(name, value)])
        made.add_text(combination(name), together)
        if name in schema.varied:
            made.add_integer(counted(name, schema), numbered(together))
    for name, amount in numbers.items():
        if amount is not None:
            made.add_integer(number(name), min(max(amount, SMALLEST), LARGEST))
    for name, sort in schema.sorts.items():
        if not by_stamp(sort, schema):
            made.add_integer(sort_key(name), _sort_value(numbers[sort.field], sort))
    return made


def _sort_value(value: int | None, sort: Sort) -> int:
    """Unknown stands last whichever way the sort goes."""
    if value is None:
        return SMALLEST - 1 if sort.descending else LARGEST + 1
    return min(max(value, SMALLEST), LARGEST)


def _spots_of(texts: Sequence[Sequence[str]]) -> list[str]:
    found = []
    for field, text in enumerate(texts):
        first = dict(zip(reversed(text), range(len(text) - 1, -1, -1), strict=True))
        leads = _leads(field, len(text))
        found += [leads[position] + word for word, position in first.items()]
    return found


def _phrases_of(texts: Sequence[Sequence[str]], phrases: Phrases) -> set[str]:
    """The terms of the phrases that the texts hold: that they stand there, and where they stand first."""
    found: set[str] = set()
    for field, text in enumerate(texts):
        for head in phrases.keys() & text:
            starts = [at for at, word in enumerate(text) if word == head]
            for one in phrases[head]:
                at = next((at for at in starts if tuple(text[at : at + len(one)]) == one), None)
                if at is not None:
                    found.update((standing(one), spot(field, coarse(at), phrase(one))))
    return found


def _leads(field: int, size: int) -> list[str]:
    """For each position of a text of so many words, what leads the term of a word there."""
    known = _LEADS.setdefault(field, [])
    known += [spot(field, coarse(position), "") for position in range(len(known), size)]
    return known


def _keep(texts: Sequence[Sequence[str]], codes: dict[str, tuple[str, ...]], numbers: dict[str, int | None]) -> bytes:
    facts = json.dumps([codes, numbers], ensure_ascii=False, separators=(",", ":"))
    return "\n".join([*map(" ".join, texts), facts]).encode()


def kept_words(kept: bytes) -> bytes:
    """The part of what is kept that holds the words."""
    return kept[: kept.rindex(b"\n")]


def kept_texts(words: bytes) -> list[list[str]]:
    """The folded words of each text field, best field first."""
    return [line.split() for line in words.decode().split("\n")]


def kept_document(identity: int, kept: bytes, schema: IndexSchema) -> Document:
    """The document as the index knows it; its texts are folded words."""
    *texts, facts = kept.decode().split("\n")
    codes, numbers = json.loads(facts)
    return Document(
        id=identity,
        text=dict(zip(schema.text, texts, strict=True)),
        keywords={name: tuple(values) for name, values in codes.items()},
        numbers=numbers,
    )
