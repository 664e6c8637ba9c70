"""Title and category to KBJI: precision and coverage by confidence, against postings labelled by hand.

    POSTINGS_FILE=vacancies.jsonl.gz python -m bench.occupations [--wrong] [--part a|b]

The labels (`bench/relevance/occupation_labels.csv`) hold ids and codes only: part `a` was labelled before the tables
were written and then used to mend them, part `b` was labelled before the reader had seen it and mended nothing. A label
names one code or, where the posting leaves it open, two or three; any of them counts, the first alone is "strict".
"""

import argparse
import csv
import gzip
import json
import os
import time
from pathlib import Path
from typing import NamedTuple

from app.domain.reading.occupation import CONFIDENT, OccupationReader, OccupationReading
from app.reference.tables import occupations
from bench.site import row

LABELS = Path(__file__).parent / "relevance" / "occupation_labels.csv"
STEPS = (0.0, 0.6, 0.7, 0.75, 0.8, 0.82, 0.85, 0.88, 0.9, 0.93)


class Labelled(NamedTuple):
    title: str
    codes: tuple[str, ...]
    found: OccupationReading | None

    def right(self, digits: int, strict: bool = False) -> bool:
        codes = self.codes[:1] if strict else self.codes
        return self.found is not None and self.found.code[:digits] in {code[:digits] for code in codes}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.occupations")
    parser.add_argument("--wrong", action="store_true", help="name the readings that are wrong, on the terminal")
    parser.add_argument("--part", choices=("a", "b"), action="append", help="only these labels")
    chosen = parser.parse_args()
    place = os.environ.get("POSTINGS_FILE", "")
    if not Path(place).is_file():
        print("left out: set POSTINGS_FILE to the file of real postings")
        return
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        postings = {posting["id"]: posting for posting in map(json.loads, lines)}
    reader = OccupationReader((one.code, one.title_id, one.title_en) for one in occupations())
    read = _coverage(reader, postings)
    for part in chosen.part or ("a", "b"):
        _report(part, _labelled(part, postings, read), read, chosen.wrong)


def _coverage(reader: OccupationReader, postings: dict[str, dict[str, str]]) -> dict[str, OccupationReading | None]:
    began = time.perf_counter()
    read = {key: reader.read(one["title"], one["category"] or "") for key, one in postings.items()}
    each = (time.perf_counter() - began) * 1_000 / len(postings)
    sure = sum(one is not None and one.is_sure for one in read.values())
    print(f"{len(postings):,} postings, {each:.3f} ms each; {sure / len(postings):.1%} at the threshold of {CONFIDENT}")
    return read


def _labelled(
    part: str, postings: dict[str, dict[str, str]], read: dict[str, OccupationReading | None]
) -> list[Labelled]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        rows = [one for one in csv.DictReader(lines) if one["part"] == part]
    return [Labelled(postings[one["id"]]["title"], tuple(one["codes"].split("|")), read[one["id"]]) for one in rows]


def _report(part: str, labelled: list[Labelled], read: dict[str, OccupationReading | None], wrong: bool) -> None:
    if not labelled:
        return
    print(f"\n### part {part}: {len(labelled)} labelled postings\n")
    row("confidence", "all postings matched", "labelled matched", "2 digits", "2 strict", "4 digits", "4 strict")
    row(*["---"] * 7)
    for step in STEPS:
        sure = [one for one in labelled if one.found and one.found.confidence >= step]
        if not sure:
            continue
        share = sum(one is not None and one.confidence >= step for one in read.values()) / len(read)
        kinds = [(digits, strict) for digits in (2, 4) for strict in (False, True)]
        row(f"{step:.2f}", share, len(sure) / len(labelled), *(_share(sure, *kind) for kind in kinds))
    if wrong:
        for one in labelled:
            if one.found and not one.right(2):
                print(f"{one.found.confidence:.2f} {one.title} -> {one.found.code}, label {'|'.join(one.codes)}")


def _share(sure: list[Labelled], digits: int, strict: bool) -> float:
    return sum(one.right(digits, strict) for one in sure) / len(sure)


if __name__ == "__main__":
    main()
