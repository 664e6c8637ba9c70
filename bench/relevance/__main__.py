"""Measures relevance on the real postings (U7).

    POSTINGS_FILE=vacancies.jsonl.gz python -m bench.relevance [--ablate] [--known-all] [--held] [--worst 20]

The first run imports the postings into BENCH_DIR (half a minute); later ones use them. Without `--held` fifty of the
150 queries stay out: they are for the last check, after the building, and are then reported as figures only.
`--engine meili` asks the server of MEILI_URL and MEILI_KEY instead (indexes `relevance-...` of its own).
"""

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from flask import Flask

from app.extensions import db
from bench.relevance import board, columns, known_items
from bench.relevance.columns import Column
from bench.relevance.figures import Answered, answered, by_kind, figures, known_figures, verdicts, worst
from bench.relevance.judge import Folded, Verdict, folded, queries
from bench.site import row

QUERIES = Path(__file__).parent / "queries.toml"
EACH = 300  # known items of each kind


def main() -> None:
    chosen = _arguments()
    postings = os.environ.get("POSTINGS_FILE", "")
    if not Path(postings).is_file():
        print("left out: set POSTINGS_FILE to the file of real postings")
        return
    app = board.opened(postings)
    with app.test_request_context():
        raw = board.read(db.session())
        rows = {one.id: folded(one) for one in raw}
        asked = [one for one in queries(QUERIES) if chosen.held or not one.held]
        if chosen.only:
            asked = [one for one in asked if chosen.only in one.text]
        counted = answered(asked, rows.values())
        maker = _maker(app, chosen.engine)
        made = columns.all_of(app, maker)
        if chosen.held:
            _compare("open", made, [one for one in counted if not one.query.held], rows)
            _compare("held back", made, [one for one in counted if one.query.held], rows)
        last = _compare("all" if chosen.held else "open", made, counted, rows)
        if not chosen.only:
            titles = {one.id: one.title for one in raw}
            _known(made if chosen.known_all else made[-1:], titles)
        if chosen.ablate:
            _ablate(columns.ablations(app, maker), counted, rows, figures(last).precision)
        _worst(last, chosen.worst)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.relevance")
    parser.add_argument("--ablate", action="store_true", help="what each part of the language adds or costs")
    parser.add_argument("--known-all", action="store_true", help="known items for every column, not the last alone")
    parser.add_argument("--held", action="store_true", help="with the queries that are held back")
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--only", default="", help="queries that contain this text")
    parser.add_argument("--engine", choices=("embedded", "meili"), default="embedded")
    return parser.parse_args()


def _maker(app: Flask, engine: str) -> columns.Maker:
    if engine == "embedded":
        return columns.embedded(app)
    return columns.meilisearch(app, os.environ["MEILI_URL"], os.environ["MEILI_KEY"])


def _compare(group: str, made: Sequence[Column], asked: list[Answered], rows: dict[int, Folded]) -> list[Verdict]:
    """The table of columns; returns the verdicts of the last one."""
    found = {column.name: verdicts(asked, rows, column.ask) for column in made}
    print(f"\n### {group}: {len(asked)} queries, {sum(one.right for one in asked)} right answers in all\n")
    row("column", "first-ten precision", "right first answer", "words kept")
    row("---", "---", "---", "---")
    for name, results in found.items():
        one = figures(results)
        row(name, f"{one.precision:.3f}", f"{one.first_right:.3f}", f"{one.words_kept:.3f}")
    print()
    row("kind", "queries", *(f"{name}: precision, first" for name in found))
    row("---", "---", *("---" for _ in found))
    tables = [by_kind(results) for results in found.values()]
    for kind in tables[0]:
        cells = (f"{table[kind].precision:.2f}, {table[kind].first_right:.2f}" for table in tables)
        row(kind, tables[0][kind].queries, *cells)
    return found[made[-1].name]


def _known(made: Sequence[Column], titles: dict[int, str]) -> None:
    items = known_items.derive(titles.values(), EACH)
    print("\n### known items\n")
    row("column", "kind", "first", "among ten", "queries")
    row("---", "---", "---", "---", "---")
    lost = {}
    for column in made:
        for kind, one in known_figures(items, titles, column.ask).items():
            row(column.name, kind, f"{one.first:.3f}", f"{one.first_ten:.3f}", one.queries)
            lost[kind] = one.lost
    for kind, missed in lost.items():
        print(f"\n{kind}, lost: " + " / ".join(f"{item.text} [{item.title}]" for item in missed[:12]))


def _ablate(made: Iterable[Column], asked: Sequence[Answered], rows: dict[int, Folded], whole: float) -> None:
    print("\n### without one part: what is lost (+) or gained (-) by leaving it out\n")
    row("without", "precision", "part is worth", "right first answer")
    row("---", "---", "---", "---")
    for column in made:
        one = figures(verdicts(asked, rows, column.ask))
        row(column.name, f"{one.precision:.3f}", f"{whole - one.precision:+.4f}", f"{one.first_right:.3f}")


def _worst(found: Sequence[Verdict], count: int) -> None:
    """What was wrong, for the terminal only."""
    print(f"\n### the worst {count}")
    for one in worst([each for each in found if not each.query.held], count):
        print(f"\n{one.query.text!r} ({one.query.kind}): {one.precision:.2f} of {min(10, one.right_in_all)}"
              f"{'' if one.first_right else ', first wrong'}, {one.right_in_all} in all")  # fmt: skip
        if one.missing or one.forbidden:
            print(f"  must: {' ; '.join(one.missing) or '-'}   never: {' ; '.join(one.forbidden) or '-'}")
        wrong = [f"{posting.id} {posting.card[:60]}" for posting, right in one.shown if not right]
        print("  wrong: " + (" / ".join(wrong[:6]) if one.shown else "nothing was found"))


if __name__ == "__main__":
    main()
