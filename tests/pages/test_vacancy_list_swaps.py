"""U2, U14: what HTMX swaps in makes the page that a fresh load of the pushed address gives, and no more is sent."""

import pytest

from tests.factories.vacancies import posting, vacancies, vacancy
from tests.support.htmx import click
from tests.support.lists import assert_light, fresh, swap_filters, swap_link, walk
from tests.support.site import Site


def fill(site: Site) -> None:
    site.save(
        *vacancies(45),
        vacancy("Juru Las", places=["63.11.01"], types=["kontrak"], education=["s1"], industry_code="47111"),
        posting("Juru Las Kapal", places=["64.71"], types=[], education=[], wage=None),
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ({"lokasi": ["63.11.01"]}, "/lowongan?lokasi=63.11.01"),
        (
            {"lokasi": ["63.11.01", "64.71"], "jenis": ["kontrak"]},
            "/lowongan?lokasi=63.11.01&lokasi=64.71&jenis=kontrak",
        ),
        ({"gaji_min": "3725000"}, "/lowongan?gaji_min=3725000"),
        ({"sejak": "7", "pendidikan": ["s1"]}, "/lowongan?pendidikan=s1&sejak=7"),
        ({"sektor": ["belum-diisi"]}, "/lowongan?sektor=belum-diisi"),
        ({"lokasi": ["63.11.08"]}, "/lowongan?lokasi=63.11.08"),
    ],
)
def test_a_changed_filter(site: Site, typed: dict[str, object], address: str) -> None:
    fill(site)
    swap_filters(site.client.get("/lowongan"), address, **typed)


def test_typing(site: Site) -> None:
    fill(site)
    page = site.client.get("/lowongan?lokasi=63.11.01")
    swapped = click(page, page.one("#q"), q="juru la")
    assert swapped.url == "/lowongan?q=juru+la&lokasi=63.11.01"
    swapped.document.select("#q")[0].set("value", "juru la")  # what the typing itself did
    fresh(swapped)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("/lowongan?q=mekanik", "Berikutnya"),
        ("/lowongan?halaman=2", "Halaman 3"),
        ("/lowongan?halaman=3&urut=gaji", "Sebelumnya"),
        ("/lowongan?q=mekanik", "Upah tertinggi"),
        ("/lowongan?q=mekanik&lokasi=63.11.06&jenis=penuh", "Hapus saringan Paringin"),
        ("/lowongan?q=mekanik&lokasi=63.11.06&jenis=penuh&urut=tutup", "Hapus semua"),
        ("/lowongan?lokasi=63.11.08&jenis=penuh", "Hapus saringan Tebing Tinggi"),
        ("/lowongan?buka=sektor&q=mekanik", "Tampilkan lebih sedikit"),
        ("/lowongan?xx=1&lokasi=zz&halaman=0&jenis=penuh", "Hapus saringan Penuh waktu"),
    ],
)
def test_a_link_of_the_list(site: Site, start: str, words: str) -> None:
    fill(site)
    swap_link(site.client.get(start), words)


def test_a_walk_of_swaps_never_drifts(site: Site) -> None:
    fill(site)
    walk(site.client.get("/lowongan?q=juru"), seed=5, sejak=["", "1", "7"])


def test_the_address_is_not_pushed_twice(site: Site) -> None:
    fill(site)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/lowongan?q=las"}
    answer = site.client.http.get("/lowongan?q=las&gaji_min=&sejak=", headers=headers)
    assert answer.headers["HX-Push-Url"] == "false"
    answer = site.client.http.get("/lowongan?q=las+&gaji_min=&sejak=", headers=headers)
    assert answer.headers["HX-Push-Url"] == "/lowongan?q=las+"


def test_a_fragment_goes_to_htmx_only(site: Site) -> None:
    fill(site)
    for headers, whole in (
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
        ({"HX-History-Restore-Request": "true"}, True),
    ):
        answer = site.client.http.get("/lowongan", headers=headers)
        assert answer.get_data(as_text=True).startswith("<!doctype") == whole
        assert "HX-Request" in answer.vary


@pytest.mark.parametrize(
    "address", ["/lowongan", "/lowongan?q=mekanik&jenis=penuh&lokasi=63.11.06", "/lowongan?q=zzzz"]
)
def test_a_swap_is_smaller_than_the_page(site: Site, address: str) -> None:
    fill(site)
    assert_light(site.client.get(address))
