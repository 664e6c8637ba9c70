"""The meter of the vacancy form."""

from app.domain.completeness import ITEMS, measure


def test_nothing_is_nothing_and_everything_is_everything() -> None:
    assert measure(()).percent == 0
    everything = {fact for item in ITEMS for fact in item.facts}
    assert measure(everything).percent == 100
    assert measure(everything).missing == ()


def test_what_holds_of_an_empty_form_weighs_nothing_until_something_is_typed() -> None:
    given = {fact for item in ITEMS if item.given for fact in item.facts}
    assert given == {"conditions", "apply", "employer"}
    assert measure(given).percent == 0
    assert measure({*given, "wage"}).percent == 30
    assert measure({*given, "title"}).percent == 15


def test_each_item_weighs_and_the_order_is_the_forms() -> None:
    everything = [fact for item in ITEMS for fact in item.facts]
    for item in ITEMS:
        without = measure([fact for fact in everything if fact not in item.facts])
        assert without.missing == (item,)
        assert without.percent < 100
    some = measure(["wage", "title", "description"])
    assert [item.code for item in some.done] == ["job", "wage"]


def test_half_an_item_is_missing() -> None:
    assert "job" in {item.code for item in measure(["title"]).missing}


def test_what_the_regulation_names_is_weighed() -> None:
    """Perpres 57/2023: identity, title, number, validity, age and sex, education, skill, experience, wage, place."""
    codes = {item.code for item in ITEMS}
    assert codes >= {
        "employer",
        "job",
        "headcount",
        "validity",
        "conditions",
        "education",
        "skills",
        "experience",
        "wage",
        "places",
    }
