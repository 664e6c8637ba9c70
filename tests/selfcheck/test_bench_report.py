"""The report of `make bench`: it keeps every row, and its bars tell what meets its gate."""

from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from bench.report import figures, rows_of, write

PRINTED = [
    "building ...\n",
    "| measure | figure | gate |\n",
    "| --- | --- | --- |\n",
    "| vacancies | 100000 |  |\n",
    "| page, p50 ms | 12.50 | <= 10 |\n",
    "| P2 <share> | 1.00 | >= 0.5, aim 0.8 |\n",
    "| searches | 24 (3) | <= 30 |\n",
    "| commit to findable, s | 0.50 | 1.50 | p95 <= 2, aim 1 |\n",
]


def test_figures_are_measured_by_their_gates() -> None:
    found = [(one.name, one.value, one.share) for one in figures(rows_of(PRINTED))]
    assert found == [("page, p50 ms", 12.5, 1.25), ("P2 <share>", 1.0, 0.5), ("commit to findable, s", 1.5, 0.75)]


def test_a_report_has_every_row_and_a_plot(tmp_path: Path) -> None:
    report = write({"page": PRINTED, "quiet": ["left out: no file\n"]}, datetime(2026, 11, 25, tzinfo=UTC), tmp_path)
    text = report.read_text(encoding="utf-8")
    assert all(line in text for line in PRINTED if line.startswith("|"))
    assert "building" not in text
    plot = etree.parse(tmp_path / "page.svg").getroot()
    colours = [bar.get("fill") for bar in plot.iter("{*}rect")]
    assert len(colours) == 3
    assert len(set(colours)) == 2
    assert colours[1] == colours[2]
    assert not (tmp_path / "quiet.svg").exists()
