"""What stands where on a narrow phone: nothing covers or cuts another thing, and help begins with its contents."""

from collections.abc import Callable

import pytest

from tests.browser.tab import Tab

BOX = """one => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"""


def box(tab: Tab, selector: str) -> list[float]:
    """Left, top, right and bottom."""
    return [float(side) for side in tab.page.locator(selector).first.evaluate(BOX)]


@pytest.mark.parametrize("path", ["/", "/lowongan", "/bantuan"])
def test_the_name_has_room_and_the_open_menu_leaves_it_whole(path: str, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360)
    tab.go(path)
    tab.page.locator("summary.menu-button").click()
    name, office, menu = box(tab, ".logo > span"), box(tab, ".logo-office"), box(tab, ".menu-panel")
    assert name[1] >= 4
    assert menu[1] >= office[3]
    assert (menu[0], menu[2]) == (0, 360)


@pytest.mark.parametrize(
    "path",
    [
        "/lowongan?q=las&jenis=penuh&urut=tutup", "/tenaga-kerja?q=las&tersedia=sekarang&urut=terbaru",
        "/tenaga-kerja?q=las&tersedia=sekarang&urut=pengalaman",
        "/en/tenaga-kerja?q=las&tersedia=sekarang&urut=terbaru",
    ],
)  # fmt: skip
def test_the_sort_button_stands_beside_the_filter_button(path: str, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360)
    tab.go(path)
    filters, sort = box(tab, ".filters-button"), box(tab, "#urutan summary")
    assert sort[0] - filters[2] >= 8
    assert sort[2] <= 344
    assert sort[3] <= box(tab, "#jumlah")[1]


def test_help_begins_with_its_contents(open_tab: Callable[..., Tab]) -> None:
    for width in (360, 1280):
        tab = open_tab(width)
        tab.go("/bantuan")
        contents, text, office = box(tab, "main nav"), box(tab, "#mencari"), box(tab, "main aside")
        if width == 360:
            assert contents[3] <= text[1] <= office[1]
        else:
            assert office[3] <= contents[1]
            assert text[2] <= contents[0]
