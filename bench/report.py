"""The report of a run: every printed row, and a bar for each figure that has a gate, drawn without a library."""

import os
import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from config import ROOT

FOLDER = ROOT / "docs" / "bench"
WIDE, LABEL, LINE, MOST = 860, 380, 26, 2.0  # pixels; a bar ends at twice its gate
GATE = re.compile(r"(p95 )?(<=|>=|<) ([\d.]+)")
NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")


@dataclass(frozen=True)
class Figure:
    """One figure with its gate; `share` is how much of the gate is used up, above 1 it is missed."""

    name: str
    value: float
    gate: str
    share: float


def rows_of(printed: Iterable[str]) -> list[list[str]]:
    """The cells of every printed table row."""
    lines = (line.strip() for line in printed)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def figures(rows: Iterable[list[str]]) -> Iterator[Figure]:
    """The rows whose last cell is a gate. A gate on the p95 is about the third cell, others about the second."""
    for name, *values, gate in (cells for cells in rows if len(cells) > 2):
        found = GATE.match(gate)
        if not found:
            continue
        cell = values[min(1, len(values) - 1)] if found[1] else values[0]
        if not NUMBER.fullmatch(cell):
            continue
        value, bound = float(cell.replace(",", "")), float(found[3])
        at_most = found[2] != ">="
        share = value / bound if at_most else bound / value if value else MOST
        yield Figure(name, value, gate, share)


def plot(title: str, wanted: list[Figure]) -> str:
    """Bars as SVG: each as long as the part of its gate that it uses; the line is the gate."""
    unit = (WIDE - LABEL - 90) / MOST
    height = LINE * len(wanted) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" width="{WIDE}" height="{height}"'
        f' role="img" aria-label="{escape(title)}" font-family="sans-serif" font-size="13">'
    ]
    for number, one in enumerate(wanted):
        top = 10 + number * LINE
        width = max(2.0, min(one.share, MOST) * unit)
        colour = "#1a7f4b" if one.share <= 1 else "#b3261e"
        parts += [
            f'<text x="{LABEL - 8}" y="{top + 15}" text-anchor="end">{escape(one.name)}</text>',
            f'<rect x="{LABEL}" y="{top + 3}" width="{width:.1f}" height="{LINE - 8}" fill="{colour}"/>',
            f'<text x="{LABEL + width + 6:.1f}" y="{top + 15}">{one.value:g}</text>',
        ]
    gate = LABEL + unit
    parts += [
        f'<path d="M{gate:.1f} 6V{height - 24}" stroke="#555" stroke-dasharray="4 3"/>',
        f'<text x="{gate:.1f}" y="{height - 8}" text-anchor="middle" fill="#555">gate</text></svg>',
    ]
    return "\n".join(parts) + "\n"


def write(printed: dict[str, list[str]], at: datetime, folder: Path = FOLDER) -> Path:
    """Write the report of a run: what each script printed, by its name. Returns the report's path."""
    folder.mkdir(parents=True, exist_ok=True)
    text = [
        "# Report of a run",
        "",
        f"Written by `make bench` on {at:%Y-%m-%d %H:%M}, Python {platform.python_version()}, {os.cpu_count()} cores."
        " Bars show the part of its gate that a figure uses; a red one misses it.",
        "",
    ]
    for name, lines in printed.items():
        text += [
            f"## `python -m bench.{name}`",
            "",
            *(line.rstrip() for line in lines if line.strip().startswith("|")),
            "",
        ]
        if wanted := list(figures(rows_of(lines))):
            (folder / f"{name}.svg").write_text(plot(f"bench.{name}", wanted), encoding="utf-8")
            text += [f"![Figures of bench.{name} against their gates]({name}.svg)", ""]
    report = folder / "report.md"
    report.write_text("\n".join(text), encoding="utf-8")
    return report
