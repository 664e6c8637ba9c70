"""What one page costs the search engine: p50 and p95 at 100,000 documents made from the real postings.

    POSTINGS_FILE=vacancies.jsonl.gz python -m bench.engine [documents] [--engine embedded|meili]

The CPU columns tell the engine's own cost in this process when other work keeps the machine busy; of a search server
(MEILI_URL, MEILI_KEY) that is the client's part alone.
"""

import argparse
import gzip
import json
import os
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.meili import MeilisearchEngine, Server
from search.query import Range, SearchQuery
from search.schema import Document
from search.vacancies import VACANCIES

SAMPLE = 150  # different queries of each kind; none is asked twice
TODAY, EPOCH = 740_000, 719_163  # ordinals of the day of measuring and of the first of January 1970
FACETS = ("place", "occupation", "sector", "education", "employment_type")
Row = dict[str, str]


def postings() -> list[Row]:
    """The real postings' texts."""
    place = os.environ.get("POSTINGS_FILE", "")
    if not Path(place).is_file():
        sys.exit("bench.engine needs the real postings: set POSTINGS_FILE to the path of vacancies.jsonl.gz")
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def documents(rows: list[Row], count: int) -> Iterator[Document]:
    """Postings told again with another place, date and wage, and with a word of another title."""
    dice = random.Random(11)
    for number in range(1, count + 1):
        row, other = rows[number % len(rows)], dice.choice(rows)
        title = row["title"] if number <= len(rows) else f"{row['title']} {other['title'].split()[0]}"
        day = TODAY - min(int(dice.expovariate(1 / 40)), 600)
        province, regency = dice.randint(11, 44), dice.randint(1, 14)
        yield Document(
            number,
            {
                "title": title,
                "company": row["company"] or "",
                "category": row["category"] or "",
                "body": row["description"] or "",
            },
            {
                "place": (f"{province}", f"{province}.{regency:02}"),
                "occupation": (f"{dice.randint(1, 9)}", f"{dice.randint(11, 96)}", f"{dice.randint(1111, 1500)}"),
                "sector": (chr(65 + dice.randint(0, 20)),),
                "education": (dice.choice(["sd", "smp", "sma", "smk", "d3", "s1", "unknown"]),),
                "employment_type": (dice.choice(["full", "part", "contract", "intern", "unknown"]),),
                "origin": ("imported",),
            },
            {
                "wage": dice.choice([None, None, *range(2_000_000, 9_000_000, 250_000)]),
                "published_on": day,
                "published_at": (day - EPOCH) * 86_400,
                "closes_on": day + 60 + dice.randint(0, 300),
            },
        )


def spoiled(dice: random.Random, word: str) -> str:
    """The word with two letters swapped."""
    place = dice.randrange(1, max(len(word) - 1, 2))
    return word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]


def kinds(rows: list[Row]) -> dict[str, Callable[[random.Random], SearchQuery]]:
    """The searches people make."""

    def taken(dice: random.Random, words: int) -> list[str]:
        found: list[str] = []
        while len(found) < words:
            found = dice.choice(rows)["title"].split()
        return found[:words]

    def asked(text: str, **more: object) -> SearchQuery:
        return SearchQuery(text, ranges={"closes_on": Range(low=TODAY)}, facets=FACETS, **more)  # type: ignore[arg-type]

    chosen = {"education": ("smk", "sma"), "employment_type": ("full",)}
    return {
        "one word": lambda d: asked(taken(d, 1)[0]),
        "one word, unfinished": lambda d: asked(taken(d, 1)[0][:4]),
        "two words": lambda d: asked(" ".join(taken(d, 2))),
        "two words, unfinished": lambda d: asked(" ".join(taken(d, 2))[:-2]),
        "three words": lambda d: asked(" ".join(taken(d, 3))),
        "whole title": lambda d: asked(d.choice(rows)["title"]),
        "two words, a typo": lambda d: asked(f"{spoiled(d, taken(d, 1)[0])} {taken(d, 2)[1]}"),
        "two words, two facets chosen": lambda d: asked(" ".join(taken(d, 2)), filters=chosen),
        "one word, third page": lambda d: asked(taken(d, 1)[0], page=3),
        "one word, by wage": lambda d: asked(taken(d, 1)[0], sort="wage"),
        "no text, two facets chosen": lambda d: asked("", filters=chosen, must={"place": (f"{d.randint(11, 44)}",)}),
        "no text, a far page": lambda d: asked("", page=d.randint(1, 4_000)),
    }


def measure(engine: Engine, rows: list[Row]) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds on the clock and of CPU of every query by kind; the kinds take turns."""
    dice = random.Random(3)
    mix = kinds(rows)
    engine.search(SearchQuery("pemanasan operatro"))
    spent: dict[str, list[tuple[float, float]]] = {kind: [] for kind in mix}
    for _ in range(SAMPLE):
        for kind, make in mix.items():
            query = make(dice)
            clock, cpu = time.perf_counter(), time.process_time()
            engine.search(query)
            spent[kind].append(((time.perf_counter() - clock) * 1_000, (time.process_time() - cpu) * 1_000))
    return spent


@contextmanager
def opened(name: str) -> Iterator[tuple[Engine, Callable[[], str]]]:
    """An engine of its own, and what tells its size; gone afterwards."""
    if name == "embedded":
        with tempfile.TemporaryDirectory() as folder:
            yield EmbeddedEngine(VACANCIES, Path(folder) / "index"), lambda: f"{size(Path(folder)):.0f} MB"
        return
    url, key = os.environ.get("MEILI_URL"), os.environ.get("MEILI_KEY")
    if not url or not key:
        sys.exit("bench.engine --engine meili needs a server: set MEILI_URL and MEILI_KEY")
    server, prefix = Server(url, key, answer=30.0), f"b{secrets.token_hex(4)}"
    try:
        yield MeilisearchEngine(VACANCIES, server, prefix), lambda: "on the server"
    finally:
        for index in server.writer.get_indexes({"limit": 1_000})["results"]:
            if index.uid.startswith(prefix):
                server.writer.delete_index(index.uid)


def findable(engine: Engine, rows: list[Row]) -> list[float]:
    """Seconds from a change to its being findable, several times."""
    took = []
    for one in documents(rows, 12):
        begin = time.perf_counter()
        engine.put([one])
        took.append(time.perf_counter() - begin)
    return sorted(took)


def main() -> None:
    read = argparse.ArgumentParser()
    read.add_argument("documents", nargs="?", type=int, default=100_000)
    read.add_argument("--engine", choices=("embedded", "meili"), default="embedded")
    wanted, rows = read.parse_args(), postings()
    with opened(wanted.engine) as (engine, weight):
        begin = time.perf_counter()
        engine.rebuild(documents(rows, wanted.documents))
        print(f"{wanted.documents:,} documents built in {time.perf_counter() - begin:.1f} s, {weight()}")
        took = findable(engine, rows)
        print(f"one document findable after {took[len(took) // 2]:.2f} s, at most {took[-1]:.2f} s")
        spent = measure(engine, rows)
    print(f"\n| {'query':30} | p50 ms | p95 ms | CPU p50 | CPU p95 | CPU max |")
    print(f"| {'-' * 30} | -----: | -----: | ------: | ------: | ------: |")
    for kind, times in [*spent.items(), ("all", list(chain(*spent.values())))]:
        clock, cpu = (sorted(column) for column in zip(*times, strict=True))
        middle, high = len(clock) // 2, int(len(clock) * 0.95)
        cells = f"{clock[middle]:6.2f} | {clock[high]:6.2f} | {cpu[middle]:7.2f} | {cpu[high]:7.2f} | {cpu[-1]:7.2f}"
        print(f"| {kind:30} | {cells} |")


def size(folder: Path) -> float:
    """Megabytes of all files."""
    return sum(place.stat().st_size for place in folder.rglob("*") if place.is_file()) / 1e6


if __name__ == "__main__":
    main()
