from app.domain.codes import occupation_ancestry, region_ancestry
from app.domain.slug import slugify


def test_a_code_names_its_ancestors() -> None:
    assert region_ancestry("63.11.03") == ("63", "63.11", "63.11.03")
    assert occupation_ancestry("721201") == ("72", "721", "7212", "721201")
    assert occupation_ancestry("72") == ("72",)


def test_slugs_are_short_ascii_words() -> None:
    assert slugify("Operator Excavator PC-200 (Kafé)") == "operator-excavator-pc-200-kafe"
    assert slugify("面试") == "lowongan"
    long = slugify("kata " * 60)
    assert len(long) <= 80
    assert long.endswith("kata")
    assert len(slugify("x" * 500)) == 80
