"""U2, U14 for the catalogue: what HTMX swaps in makes the page that a fresh load of the pushed address gives."""

from datetime import timedelta

import pytest

from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, worker
from tests.support.htmx import click
from tests.support.lists import assert_light, fresh, swap_filters, swap_link, walk
from tests.support.site import Site


def fill(site: Site) -> None:
    site.save(
        *(
            worker(certificate(level=3), certificate("ahli-k3-umum", "kemnaker"), experience_months=4 * number)
            for number in range(42)
        ),
        worker(certificate("operator-hd", valid_until=TODAY - timedelta(days=9)), district_code="63.11.02"),
        worker(certificate("tata-boga", level=2), district_code="64.71.01", available_from=None, education="d3"),
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ({"skema": ["operator-hd"]}, "/tenaga-kerja?skema=operator-hd"),
        ({"penerbit": ["bnsp"], "jenjang": ["2", "3"]}, "/tenaga-kerja?penerbit=bnsp&jenjang=2&jenjang=3"),
        ({"pengalaman": ["11+"], "lokasi": ["63.11.06"]}, "/tenaga-kerja?lokasi=63.11.06&pengalaman=11%2B"),
        ({"tersedia": ["tidak"], "pendidikan": ["d3"]}, "/tenaga-kerja?pendidikan=d3&tersedia=tidak"),
        (
            {"status": ["kedaluwarsa"], "skema": ["welder-smaw-3g"]},
            "/tenaga-kerja?skema=welder-smaw-3g&status=kedaluwarsa",
        ),
    ],
)
def test_a_changed_filter(site: Site, typed: dict[str, object], address: str) -> None:
    fill(site)
    swap_filters(site.client.get("/tenaga-kerja"), address, **typed)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("/tenaga-kerja?q=las", "Berikutnya"),
        ("/tenaga-kerja?halaman=3&urut=berakhir", "Sebelumnya"),
        ("/tenaga-kerja?q=las", "Pengalaman terlama"),
        ("/tenaga-kerja?q=las&skema=welder-smaw-3g&jenjang=3", "Hapus saringan KKNI 3"),
        ("/tenaga-kerja?skema=operator-hd&jenjang=3", "Hapus semua"),
        ("/tenaga-kerja?buka=skema&q=las", "Tampilkan lebih sedikit"),
        ("/tenaga-kerja?xx=1&status=zz&penerbit=bnsp", "Hapus saringan BNSP"),
    ],
)
def test_a_link_of_the_list(site: Site, start: str, words: str) -> None:
    fill(site)
    swap_link(site.client.get(start), words)


def test_typing(site: Site) -> None:
    fill(site)
    page = site.client.get("/tenaga-kerja?jenjang=3")
    swapped = click(page, page.one("#q"), q="juru la")
    assert swapped.url == "/tenaga-kerja?q=juru+la&jenjang=3"
    swapped.document.select("#q")[0].set("value", "juru la")  # what the typing itself did
    fresh(swapped)


def test_a_walk_of_swaps_never_drifts(site: Site) -> None:
    fill(site)
    walk(site.client.get("/tenaga-kerja?q=las"), seed=6)


@pytest.mark.parametrize("address", ["/tenaga-kerja", "/tenaga-kerja?q=las&penerbit=bnsp", "/tenaga-kerja?q=zzzz"])
def test_a_swap_is_smaller_than_the_page(site: Site, address: str) -> None:
    fill(site)
    assert_light(site.client.get(address))
