"""U16: an office changes the site's colours by eleven variables, inside the one stylesheet."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.browser.tab import Tab
from tests.support.server import ROOT, running

BALANGAN = ROOT / "app" / "offices" / "balangan.toml"
RED = {"25": "#fff5f5", "50": "#ffe9e9", "500": "#b00020", "800": "#5a0010", "900": "#2e0008"}
MASTHEAD = "() => getComputedStyle(document.querySelector('.masthead')).backgroundColor"


def test_another_office_has_its_own_colours(prepared: Path, tmp_path: Path, open_tab: Callable[..., Tab]) -> None:
    text = re.sub(r"\[colours\].*?(?=\n\[|\Z)", "", BALANGAN.read_text(encoding="utf-8"), flags=re.DOTALL)
    office = tmp_path / "merah.toml"
    colours = "".join(f'"{step}" = "{value}"\n' for step, value in RED.items())
    fields = text.find("\n[[")
    plain, tables = (text, "") if fields < 0 else (text[:fields], text[fields:])
    office.write_text(f"{plain}\n[colours]\n{colours}{tables}", encoding="utf-8")
    with running(prepared, tmp_path / "site", OFFICE_FILE=str(office), WEB_WORKERS="1") as server:
        tab = open_tab(url=server.url)
        tab.go("/tentang")
        style = tab.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--brand-500')")
        assert style.strip() == RED["500"]
        assert tab.evaluate(MASTHEAD) == "rgb(90, 0, 16)"
        assert [url for url in tab.requests if ".css" in url and "gaya" not in url] == []
