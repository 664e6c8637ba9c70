"""How complete a vacancy is: what Presidential Regulation 57/2023 asks for, weighed."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One thing a vacancy states. `facts` are the names it rests on, all needed; `field` is where it is typed, empty
    for what the company's profile says. `given`: true of an empty form too, so it weighs nothing until something else
    is stated. Weights are our own judgement: what jobseekers ask first weighs most."""

    code: str
    weight: int
    facts: tuple[str, ...]
    field: str
    given: bool = False


# Perpres 57/2023: employer identity; job title and number needed; validity; age, sex, education, skill or competence,
# experience, wage, place. Sex is stated by the headcount; kind of employment and how to apply are the house's.
ITEMS = (
    Item("job", 15, ("title", "description"), "title"),
    Item("occupation", 5, ("occupation",), "occupation"),
    Item("employment", 5, ("employment_type",), "employment_type"),
    Item("places", 10, ("places",), "places"),
    Item("wage", 15, ("wage",), "wage_min"),
    Item("headcount", 10, ("headcount",), "either"),
    Item("education", 8, ("education",), "education"),
    Item("skills", 7, ("skills",), "skills"),
    Item("experience", 5, ("experience",), "experience"),
    Item("conditions", 5, ("conditions",), "age_min", given=True),
    Item("validity", 5, ("closes_on",), "closes_on"),
    Item("apply", 5, ("apply",), "apply_via", given=True),
    Item("employer", 5, ("employer",), "", given=True),
)


@dataclass(frozen=True)
class Completeness:
    """`percent` is whole; `missing` and `done` keep the order of the form."""

    percent: int
    done: tuple[Item, ...]
    missing: tuple[Item, ...]


def measure(stated: Collection[str]) -> Completeness:
    """How complete a vacancy is that states these facts."""
    done = tuple(item for item in ITEMS if all(fact in stated for fact in item.facts))
    total = sum(item.weight for item in ITEMS)
    given = {fact for item in ITEMS if item.given for fact in item.facts}
    is_begun = any(fact not in given for fact in stated)
    percent = sum(item.weight for item in done if is_begun or not item.given) * 100 // total
    return Completeness(percent, done, tuple(item for item in ITEMS if item not in done))
