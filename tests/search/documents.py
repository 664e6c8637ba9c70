"""One short way to make documents, and the small index they go into."""

from search.schema import Document, IndexSchema, Sort

SCHEMA = IndexSchema(
    name="trial",
    version=1,
    text=("title", "company", "category", "body"),
    keywords=("place", "education", "education_set"),
    numbers=("wage", "closes_on", "published_at"),
    sorts={
        "newest": Sort("published_at", descending=True),
        "closing": Sort("closes_on", descending=False),
        "wage": Sort("wage", descending=True),
    },
    recency="published_at",
    own_filter={"education_set": "education"},
    varied=("place",),
    together=("place", "education"),
)


def document(
    identity: int,
    title: str = "",
    *,
    company: str = "",
    category: str = "",
    body: str = "",
    place: tuple[str, ...] = (),
    education: tuple[str, ...] = (),
    **numbers: int | None,
) -> Document:
    """A document; unless told otherwise the higher id is the newer one."""
    return Document(
        id=identity,
        text={"title": title, "company": company, "category": category, "body": body},
        keywords={"place": place, "education": education, "education_set": ("+".join(sorted(education)),)},
        numbers={"published_at": 1_000 + identity, "wage": None, "closes_on": None} | numbers,
    )


def titles(*names: str) -> list[Document]:
    """Documents 1, 2, 3, ... with these titles."""
    return [document(number, name) for number, name in enumerate(names, start=1)]
