"""Flags on real postings: precision and recall of what was labelled, false alarms of the rest.

    POSTINGS_FILE=vacancies.jsonl.gz python -m bench.moderation [--wrong]

`drawn.csv` names the postings: 200 at random and some for the trigger words of each kind, drawn once with a fixed seed.
Part `a` was labelled before the rules were written and used to mend them. Part `b` comes from a fifth of the file that
nobody looked at until the rules were frozen; it was labelled before they were run on it. `labels.csv` holds every span
that ought to be flagged. `verdicts.csv` holds flags of the whole file that were read one by one: all of the rare kinds,
120 drawn ones of missing duties. A span counts from the posting's title, a line end and its text.

Each posting is judged as if it stood in Balangan today: with the minimum wage of 2026, without the wage columns of its
source, so that a wage must be read. It has no address and no employer of ours; those rules have tests only.
"""

import argparse
import csv
import gzip
import json
import os
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.moderation.facts import Minimum, VacancyFacts
from app.domain.moderation.flags import Field, FlagKind
from app.domain.moderation.inspection import inspect
from app.domain.vacancy import EmploymentType
from bench.site import row

FOLDER = Path(__file__).parent
LABELLED = (
    FlagKind.AGE, FlagKind.SEX, FlagKind.LOOKS, FlagKind.WAGE_BELOW_MINIMUM, FlagKind.WAGE_FANTASTIC,
    FlagKind.MARITAL, FlagKind.DOCUMENTS, FlagKind.OVERSEAS,
)  # fmt: skip
RARE = (
    FlagKind.FEE, FlagKind.TRAVEL_AGENT, FlagKind.DOCUMENTS, FlagKind.OVERSEAS, FlagKind.CHAT_INTERVIEW,
    FlagKind.FREE_EMAIL, FlagKind.LOOKALIKE_EMAIL, FlagKind.WAGE_FANTASTIC, FlagKind.MARITAL, FlagKind.MISSING_DUTIES,
)  # fmt: skip
MINIMUM = Minimum(3_725_000, 2026, "Kalimantan Selatan")
_TYPES = {
    "Paruh waktu": EmploymentType.PART_TIME, "Magang": EmploymentType.INTERNSHIP, "Kontrak": EmploymentType.CONTRACT,
    "Penuh waktu": EmploymentType.PERMANENT, "Harian/Lepas": EmploymentType.DAILY,
}  # fmt: skip


class Mark(NamedTuple):
    kind: str
    start: int
    end: int

    def meets(self, other: "Mark") -> bool:
        return self.kind == other.kind and self.start < other.end and other.start < self.end


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.moderation")
    parser.add_argument("--wrong", action="store_true", help="show what is wrong, on the terminal")
    chosen = parser.parse_args()
    place = os.environ.get("POSTINGS_FILE", "")
    if not Path(place).is_file():
        print("left out: set POSTINGS_FILE to the file of real postings")
        return
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        postings = {posting["id"]: posting for posting in map(json.loads, lines)}
    began = time.perf_counter()
    found = {key: flagged(posting) for key, posting in postings.items()}
    each = (time.perf_counter() - began) * 1_000 / len(postings)
    print(f"{len(postings):,} postings, {each:.1f} ms each")
    labels = _marks(_rows("labels.csv"))
    for part in ("a", "b"):
        _report(part, postings, found, labels, chosen.wrong)
    _false_alarms(postings, found)


def flagged(posting: dict[str, Any]) -> list[Mark]:
    """What the assistant marks in a posting."""
    title, text = posting["title"], posting["description"] or ""
    kind = _TYPES.get(posting["employment_type"] or "")
    facts = VacancyFacts(
        texts={Field.TITLE: title, Field.DESCRIPTION: text},
        minimum=MINIMUM,
        employment_types=frozenset({str(kind)} if kind else ()),
    )
    offsets = {Field.TITLE: 0, Field.DESCRIPTION: len(title) + 1}
    return [
        Mark(flag.kind, flag.start + offsets[flag.field], flag.end + offsets[flag.field])
        for flag in inspect(facts)
        if flag.field in offsets
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _marks(rows: list[dict[str, str]]) -> dict[str, list[Mark]]:
    marks = defaultdict(list)
    for one in rows:
        marks[one["id"]].append(Mark(one["kind"], int(one["start"]), int(one["end"])))
    return marks


def _report(
    part: str, postings: dict[str, Any], found: dict[str, list[Mark]], labels: dict[str, list[Mark]], wrong: bool
) -> None:
    drawn = [one["id"] for one in _rows("drawn.csv") if one["part"] == part]
    print(f"\n### part {part}: {len(drawn)} postings\n")
    row("kind", "labelled spans", "flags", "precision", "recall")
    row(*["---"] * 5)
    for kind in LABELLED:
        right, flags, met, spans = 0, 0, 0, 0
        for key in drawn:
            ours = [mark for mark in found[key] if mark.kind == kind]
            theirs = [mark for mark in labels.get(key, ()) if mark.kind == kind]
            false = [mark for mark in ours if not any(mark.meets(label) for label in theirs)]
            missed = [label for label in theirs if not any(label.meets(mark) for mark in ours)]
            right, flags = right + len(ours) - len(false), flags + len(ours)
            met, spans = met + len(theirs) - len(missed), spans + len(theirs)
            if wrong:
                _show(postings[key], [("false", mark) for mark in false] + [("missed", mark) for mark in missed])
        row(kind, spans, flags, right / flags if flags else "-", met / spans if spans else "-")


def _show(posting: dict[str, Any], marks: list[tuple[str, Mark]]) -> None:
    text = f"{posting['title']}\n{posting['description'] or ''}"
    for what, mark in marks:
        around = text[max(0, mark.start - 40) : mark.start], text[mark.start : mark.end], text[mark.end : mark.end + 40]
        print(what, mark.kind, "[{}]".format("|".join(around).replace("\n", " / ")))


def _false_alarms(postings: dict[str, Any], found: dict[str, list[Mark]]) -> None:
    """False flags per 1,000 postings. Of missing duties the share of wrong ones among those read is applied to all; an
    empty text lacks them for certain."""
    verdicts = _rows("verdicts.csv")
    right = _marks([one for one in verdicts if one["right"] == "1"])
    wrong = _marks([one for one in verdicts if one["right"] == "0"])
    print(f"\n### false alarms among all {len(postings):,} postings\n")
    row("kind", "flags", "read", "false", "false per 1,000 postings")
    row(*["---"] * 5)
    for kind in RARE:
        counts = Counter[str]()
        for key, marks in found.items():
            for mark in marks:
                if mark.kind == kind and mark.start < mark.end:
                    counts["flags"] += 1
                    counts["right"] += any(mark.meets(one) for one in right.get(key, ()))
                    counts["false"] += any(mark.meets(one) for one in wrong.get(key, ()))
        read = counts["right"] + counts["false"]
        share = counts["false"] / read if read else 0.0
        row(kind, counts["flags"], read, counts["false"], share * counts["flags"] * 1_000 / len(postings))


if __name__ == "__main__":
    main()
