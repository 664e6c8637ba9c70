"""Free place texts and titles become region codes; what is unclear becomes nothing."""

from functools import cache

import pytest

from app.domain.reading.gazetteer import Gazetteer, RegionName
from app.domain.reading.place_names import ALIASES, CHAT_ALIASES
from app.domain.reading.places import PlaceReader
from app.domain.reading.title_places import TitlePlaceReader
from app.reference import tables


@cache
def places() -> PlaceReader:
    return PlaceReader(Gazetteer(RegionName(row.code, row.name, row.level) for row in tables.regions()))


@cache
def titles() -> TitlePlaceReader:
    return TitlePlaceReader(places())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kab. Bekasi", "32.16"),
        ("Kab.Tabalong", "63.09"),
        ("Bekasi", "32.75"),  # a bare name is the city
        ("Bandung, Jawa Barat", "32.73"),
        ("Bandung Kota", "32.73"),
        ("Bandung Kabupaten", "32.04"),
        ("Jambi", "15"),  # the wider of province and city
        ("Kota Jambi", "15.71"),
        ("Kabupaten Sleman, Daerah Istimewa Yogyakarta", "34.04"),
        ("DI Yogyakarta", "34"),
        ("Jakarta Raya", "31"),
        ("Jakarta Selatan, Jakarta Raya", "31.74"),
        ("South Jakarta", "31.74"),
        ("Jakarta Raya,Bandung", "31 32.73"),
        ("Surakarta / Solo", "33.72"),
        ("Banjarmasin", "63.71"),
        ("Balangan", "63.11"),
        ("Tebing Tinggi, Balangan", "63.11.08"),
        ("Kebayoran Lama", "31.74.05"),
        ("Medan Johor", "12.71.11"),
        ("Cikarang", "32.16"),  # all districts of that stem lie in one regency
        ("Kecamatan Tangerang", "36.71.01"),
        ("Taman, Sidoarjo", "35.15.13"),
        ("Bandung, Jawa Timur", "35.04.17"),
        ("Denpasar Bali", "51.71"),
        ("Palangkaraya", "62.71"),
        ("KALIMANTAN SELATAN", "63"),
        ("Banjar, Kalimantan Selatan", "63.03"),
        ("Kota Blora", "33.16"),
        ("Bali", "51"),
    ],
)
def test_place_is_read(text: str, codes: str) -> None:
    assert places().read(text) == tuple(codes.split())


@pytest.mark.parametrize("text", ["", "Remote", "Indonesia", "Kuala", "Taman", "Banjar", "Sukajadi", "x" * 500, ",/ -"])
def test_unclear_place_is_nothing(text: str) -> None:
    assert places().read(text) == ()


def test_an_area_is_all_its_regions() -> None:
    assert set(places().read("Jabodetabek")) == {
        "31", "32.01", "32.71", "32.76", "36.03", "36.71", "36.74", "32.16", "32.75"
    }  # fmt: skip


def test_aliases_name_regions_of_the_register() -> None:
    codes = {code for table in (ALIASES, CHAT_ALIASES) for named in table.values() for code in named}
    assert codes <= places().gazetteer.plain.keys()


@pytest.mark.parametrize(
    ("title", "stated", "codes"),
    [
        ("Sales Area Banjarmasin", "", "63.71"),
        ("Admin - Tangerang", "36", "36.71"),
        ("Sales Promotor CBN Kab Bogor", "32.71", "32.01"),
        ("Sales (Bogor)", "32.01", ""),  # the regency of that name, which is known already
        ("Telemarketing Jakarta", "32.76", "31"),
        ("Field Collection Kalimantan Selatan", "63.71", ""),  # contains the known place: says nothing new
        ("Admin - Kelapa Gading", "31", "31.72.06"),
        ("Admin - Kelapa Gading", "63", ""),
        ("Supervisor Cabang Cikampek", "32.15", "32.15.13"),
        ("Staf Area Batu", "", "35.79"),
        ("Admin - Palu", "", "72.71"),
    ],
)
def test_place_in_title(title: str, stated: str, codes: str) -> None:
    assert titles().read(title, tuple(stated.split())) == tuple(codes.split())


@pytest.mark.parametrize(
    "title",
    [
        "Tukang Batu", "Juru Masak Masakan Padang", "Barista Kopi Aceh", "Penerjemah Bahasa Bali", "Operator Palu",
        "Staf Landak", "Store Manager Metro", "Marketing Executive", "Bandung", "Guru Taman Kanak-Kanak",
        "Operator Tambang Batubara",
    ],
)  # fmt: skip
def test_ordinary_words_of_titles_are_no_places(title: str) -> None:
    assert titles().read(title) == ()


def test_quarter_of_jakarta_is_not_the_regency() -> None:
    assert titles().read("Admin - Kuningan", ("31.74",)) == ()
    assert titles().read("Admin - Kuningan", ("32",)) == ("32.08",)
