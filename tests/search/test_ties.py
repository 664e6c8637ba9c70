"""Large ties: whether the newest of a tie are sought among the newest documents or the whole tie is read, pages are
the same."""

import random

import pytest

from search.embedded import EmbeddedEngine
from search.embedded.ranking import Ranking
from search.query import SearchQuery
from search.schema import Document
from search.vacancies import VACANCIES

SIZE = 6_000
TEXTS = ("operator dozer", "operator dozer", "operator dozer", "sopir operator besar dozer", "dozer dan juru operator")
SOUGHT = ("dozer operator ", "operator")  # the cut falls into a tie that is dense enough
QUESTIONS = ("operator dozer", "dozer operator ", "operator", "dozer besar", "opertor dozer")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    dice = random.Random(3)
    made = EmbeddedEngine(VACANCIES, tmp_path_factory.mktemp("ties"))
    made.rebuild(
        Document(
            id=number,
            text={"title": dice.choice(TEXTS)},
            keywords={"origin": (dice.choice(("own", "imported")),)},
            numbers={"published_at": dice.randrange(400)},
        )
        for number in range(1, SIZE + 1)
    )
    return made


def pages(engine: EmbeddedEngine, text: str, **more: object) -> list[tuple[int, ...]]:
    return [
        engine.search(SearchQuery(text=text, page=page, per_page=20, **more)).ids  # type: ignore[arg-type]
        for page in (1, 2, 5, 15, 16, 40, 90)
    ]


@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("filters", [{}, {"origin": ("own",)}])
def test_both_ways_give_the_same_pages(
    engine: EmbeddedEngine, text: str, filters: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pages(engine, text, filters=filters)
    seen: list[int] = []
    original = Ranking._newest_tied

    def among_the_newest(self: Ranking, *arguments: object) -> object:
        found = original(self, *arguments)  # type: ignore[arg-type]
        seen.append(len(found))
        return found

    monkeypatch.setattr("search.embedded.ranking._AT_ONCE", 0)
    monkeypatch.setattr("search.embedded.ranking._AMONG", 2)  # so that a small index has enough for it
    monkeypatch.setattr(Ranking, "_newest_tied", among_the_newest)
    assert pages(engine, text, filters=filters) == whole
    if not filters and text in SOUGHT:
        assert any(seen)
    monkeypatch.setattr(Ranking, "_newest_tied", lambda *_: [])
    assert pages(engine, text, filters=filters) == whole
    assert len({key for page in whole for key in page}) == sum(map(len, whole))


@pytest.mark.parametrize("text", QUESTIONS)
def test_where_hints_are_tried_first_changes_no_page(
    engine: EmbeddedEngine, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.embedded.ranking._MANY", 0)
    always = pages(engine, text)
    monkeypatch.setattr("search.embedded.ranking._MANY", 10**9)
    assert pages(engine, text) == always
