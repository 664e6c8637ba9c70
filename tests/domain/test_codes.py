from app.domain.codes import bare_name, common_name, occupation_ancestry, region_ancestry
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


def test_regions_are_called_as_people_call_them() -> None:
    assert common_name("Kota Administrasi Jakarta Barat") == "Jakarta Barat"
    assert common_name("Daerah Istimewa Yogyakarta") == "DI Yogyakarta"
    assert common_name("Kabupaten Balangan") == "Kabupaten Balangan"
    assert [bare_name(name) for name in ("Kabupaten Balangan", "Kota Administrasi Jakarta Barat", "Bali")] == [
        "Balangan", "Jakarta Barat", "Bali",
    ]  # fmt: skip
    assert bare_name("Daerah Khusus Ibukota Jakarta") == "Jakarta"
