"""What the state of every list has: words, facets, an order, a page. And the one address that stands for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

# The query names that say how the text is read, and the attributes they fill.
READING: Mapping[str, str] = {"harfiah": "literal", "termasuk": "included"}
LONGEST_TEXT = 200  # characters; nobody types more, and the engine counts ten words
MOST_PAGES = 10_000_000


def tidy(text: str) -> str:
    """What was typed, without control characters and doubled spaces, cut to LONGEST_TEXT. One space at the end is kept:
    it says that the last word is finished."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    words = " ".join(plain.split())
    if words and plain[-1].isspace():
        words += " "
    return words[:LONGEST_TEXT]


@dataclass(frozen=True)
class ListFilters:
    """One state of a list. It puts itself into the canonical form, so that states that mean the same are equal.

    A noun's list adds an attribute (a tuple of codes) for each of its `FACETS`. `sort` is None for the default (`cocok`
    with text, else `terbaru`). `unfolded` names the facet whose values are all shown: it is a matter of view and no
    filter. `literal` names the filters whose words in the text are searched as words, `included` those that words mean
    and that records of unknown value pass as well.
    """

    text: str = ""
    sort: str | None = None
    page: int = 1
    unfolded: str | None = None
    literal: tuple[str, ...] = ()
    included: tuple[str, ...] = ()

    # Query name to attribute, which is also the keyword field of the search index.
    FACETS: ClassVar[Mapping[str, str]] = {}
    NUMBERS: ClassVar[Mapping[str, str]] = {}  # the same for filters by one number
    IMPLIED: ClassVar[tuple[str, ...]] = ()  # query names of filters that words of the text can mean
    UNKNOWABLE: ClassVar[tuple[str, ...]] = ()  # those of them whose value a record may not say

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", tidy(self.text))
        for name, known in (("literal", self.IMPLIED), ("included", self.UNKNOWABLE)):
            if asked := getattr(self, name):
                kept = tuple(one for one in known if one in asked) if self.text else ()
                object.__setattr__(self, name, kept)
        for name in self.FACETS.values():
            values = getattr(self, name)
            if len(values) > 1:
                object.__setattr__(self, name, tuple(sorted(set(values))))
        if self.sort == self.default_sort or (self.sort == "cocok" and not self.text):
            object.__setattr__(self, "sort", None)

    @property
    def default_sort(self) -> str:
        return "cocok" if self.text else "terbaru"

    @property
    def active_sort(self) -> str:
        return self.sort or self.default_sort

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Every filter in force, text and sort not counted, as pairs of query name and value."""
        facets = ((query_name, value) for query_name, name in self.FACETS.items() for value in getattr(self, name))
        numbers = ((query_name, getattr(self, name)) for query_name, name in self.NUMBERS.items())
        return (*facets, *((query_name, str(number)) for query_name, number in numbers if number is not None))

    @property
    def reading(self) -> tuple[tuple[str, str], ...]:
        """How the text is to be read, as pairs of query name and value."""
        return tuple((name, value) for name, attribute in READING.items() for value in getattr(self, attribute))

    @property
    def wishes(self) -> tuple[tuple[str, str], ...]:
        """Text and filters as query names and values: what decides which records are hits."""
        return (*((("q", self.text),) if self.text else ()), *self.chosen, *self.reading)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The whole state as query names and values, in canonical order."""
        pairs = list(self.wishes)
        if self.sort:
            pairs.append(("urut", self.sort))
        if self.page > 1:
            pairs.append(("halaman", str(self.page)))
        if self.unfolded:
            pairs.append(("buka", self.unfolded))
        return tuple(pairs)

    def query_string(self) -> str:
        """The canonical query string, empty for the plain list."""
        return urlencode(self.pairs)

    def change(self, **changes: Any) -> Self:
        """Another state, on its first page unless a page is given."""
        return replace(self, **{"page": 1, **changes})

    def without(self, query_name: str, value: str | None = None) -> Self:
        """The state without one value of a filter, or without the whole filter."""
        if query_name in self.NUMBERS:
            return self.change(**{self.NUMBERS[query_name]: None})
        name = self.FACETS[query_name]
        kept = tuple(known for known in getattr(self, name) if value is not None and known != value)
        return self.change(**{name: kept})

    def without_filters(self, *literal: str) -> Self:
        """Text and sort alone; words that are searched as words are so still, those of `literal` filters as well."""
        return type(self)(text=self.text, sort=self.sort, unfolded=self.unfolded, literal=(*self.literal, *literal))

    def meaning(self, query_name: str, values: tuple[str, ...], unknown: str = "") -> Self:
        """The state with a filter that words mean; `unknown` is the code that lets records in that do not say."""
        changes: dict[str, Any] = {self.FACETS[query_name]: (*values, unknown) if unknown else values}
        return replace(self, **changes)
