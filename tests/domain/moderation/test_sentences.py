"""Every kind of flag against sentences written for the purpose: forty and more that raise it, as many that must not."""

import tomllib
from pathlib import Path

import pytest

from app.domain.moderation.facts import Minimum, VacancyFacts
from app.domain.moderation.flags import Field, Flag, FlagKind
from app.domain.moderation.inspection import inspect

FOLDER = Path(__file__).parent / "sentences"
ENOUGH = 40
MINIMUM = Minimum(3_725_000, 2026, "Kalimantan Selatan")
PLACES = ("Kalimantan Selatan", "Kabupaten Balangan", "Paringin")
TOLD_APART = {FlagKind.DUPLICATE}  # two texts, not a sentence: test_twins.py


def sentences(half: str) -> list[tuple[FlagKind, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        found += [(FlagKind(path.stem), one) for one in tomllib.loads(path.read_text(encoding="utf-8"))[half]]
    return found


def facts(kind: FlagKind, sentence: str) -> VacancyFacts:
    """A vacancy that says the sentence where its kind is looked for, and is in order otherwise."""
    texts = {Field.TITLE: "Staf", Field.DESCRIPTION: "Melayani pembeli.", Field.WORK_ADDRESS: "Jalan Melati 1"}
    website, place = "", {FlagKind.MISSING_ADDRESS: Field.WORK_ADDRESS, FlagKind.FREE_EMAIL: Field.APPLY_NOTE}
    if kind == FlagKind.LOOKALIKE_EMAIL:
        sentence, _, website = (part.strip() for part in sentence.partition("|"))
        texts[Field.APPLY_NOTE] = f"Kirim lamaran ke {sentence}"
    else:
        texts[place.get(kind, Field.DESCRIPTION)] = sentence
    return VacancyFacts(texts=texts, minimum=MINIMUM, place_names=PLACES, website=website, experience_months=12)


def flags_of(kind: FlagKind, sentence: str) -> list[Flag]:
    return [flag for flag in inspect(facts(kind, sentence)) if flag.kind == kind]


@pytest.mark.parametrize(("kind", "sentence"), sentences("positive"))
def test_it_is_flagged_with_its_words(kind: FlagKind, sentence: str) -> None:
    found = flags_of(kind, sentence)
    assert found
    for flag in found:
        text = facts(kind, sentence).text(flag.field)
        assert text[flag.start : flag.end].startswith(flag.words)


@pytest.mark.parametrize(("kind", "sentence"), sentences("near_miss"))
def test_it_is_not_flagged(kind: FlagKind, sentence: str) -> None:
    assert [flag.words for flag in flags_of(kind, sentence)] == []


@pytest.mark.parametrize("half", ["positive", "near_miss"])
@pytest.mark.parametrize("kind", sorted(set(FlagKind) - TOLD_APART))
def test_there_are_enough_of_them(kind: FlagKind, half: str) -> None:
    written = [one for of, one in sentences(half) if of == kind]
    assert len(written) == len(set(written)) >= ENOUGH
