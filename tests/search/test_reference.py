"""The engine against the plain model on hundreds of random searches: the same hits in the same order, counted alike."""

import random
from functools import cache

import pytest

from search.query import Range, SearchQuery
from search.schema import Document
from tests.search.conftest import LANGUAGE, Fill
from tests.search.documents import SCHEMA, document
from tests.search.reference import Model

WORDS = """
    welder welding wleder wekder operator operater oprator operators administrasi administrator adminitrasi admin
    alat berat excavator rumah sakit rumahsakit rs dump truck dumptruck truk tronton k3 k 3 c c++ c# satpam security
    petugas keamanan guru gurun dan di untuk 1500000 1 500 000 e commerce ecommerce staff staf senior sopir supir
""".split()  # noqa: SIM905
PLACES, LEVELS = ("63", "63.11", "64", "64.71"), ("smk", "sma", "s1", "unknown")


def some(dice: random.Random, most: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(0, most)))


@cache
def corpus() -> list[Document]:
    dice = random.Random(5)
    return [
        document(
            number,
            some(dice, 4) or dice.choice(WORDS),
            company=some(dice, 2),
            category=some(dice, 2),
            body=some(dice, 14),
            place=tuple(dice.sample(PLACES, dice.randint(0, 2))),
            education=(dice.choice(LEVELS),),
            published_at=dice.choice([None, *range(1_000, 1_060)]),
            wage=dice.choice([None, None, 1, 2, 3]),
            closes_on=dice.choice([None, 10, 11, 12]),
        )
        for number in range(1, 241)
    ]


def spoiled(dice: random.Random, word: str) -> str:
    """The word with an edit, cut short, or as it is."""
    place = dice.randrange(len(word))
    edit = dice.randrange(8)
    if edit == 0:
        return word[:place] + word[place + 1 :] or word
    if edit == 1:
        return word[:place] + dice.choice("aeiou") + word[place:]
    if edit == 2 and place:
        return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    return word[: place + 1] if edit == 3 else word


def query(dice: random.Random) -> SearchQuery:
    """A search as someone might type and click it."""
    parts = [spoiled(dice, dice.choice(WORDS)) for _ in range(dice.choice([1, 1, 1, 2, 2, 2, 3, 4]))]
    if dice.random() < 0.15:
        parts = [dice.choice(corpus()).text["title"]]
    if dice.random() < 0.1:
        parts[0] = f'"{parts[0]}'
        parts[-1] = f'{parts[-1]}"'
    return SearchQuery(
        text=dice.choice(["", "- "]) + " ".join(parts) + dice.choice(["", " "]),
        filters={"education": ("smk", "s1")} if dice.random() < 0.2 else {},
        must={"place": ("63",)} if dice.random() < 0.2 else {},
        ranges={"closes_on": Range(low=11)} if dice.random() < 0.2 else {},
        sort=dice.choice([None, None, None, "newest", "closing", "wage"]),
        facets=("place", "education"),
        per_page=400,
    )


@pytest.mark.parametrize("seed", range(4))
def test_engine_and_model_answer_alike(seed: int, standing: Fill) -> None:
    dice = random.Random(seed)
    model, engine = Model(corpus(), SCHEMA, LANGUAGE), standing(corpus())
    found = 0
    for _ in range(100):
        asked = query(dice)
        hits = engine.search(asked)
        answers = model.keys(asked.text)
        expected = model.order(asked, answers)
        assert list(hits.ids) == expected, asked
        assert hits.total == len(expected), asked
        assert hits.facets == model.facets(asked, answers), asked
        found += bool(expected)
    assert found > 60
