"""Two sites asked the same things in turn. Only searches on which both agree about the number of hits are measured."""

import http.client
import json
import math
import random
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote, urlsplit

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Vacancy
from bench.site import ROWS, free_port, p50, row

ROUNDS = 5
WANTED, MOST_TRIES = 24, 400
FILTERS = (("", ""), ("", ""), ("jenis", "penuh"), ("jenis", "kontrak"), ("sektor", "B"), ("sektor", "G"))


@dataclass(frozen=True)
class Search:
    """Finished words and perhaps one filter, by the query names of our list."""

    words: str
    name: str = ""
    value: str = ""

    @property
    def query(self) -> str:
        """Our query string. The space at the end says that the last word is finished: peers know no unfinished one."""
        chosen = f"&{self.name}={self.value}" if self.name else ""
        return f"q={quote(self.words + ' ' if self.words else '')}{chosen}"


def candidates(app: Flask) -> Iterator[Search]:
    """One or two neighbouring words out of titles, with and without a filter; now and then a filter alone."""
    dice = random.Random(7)
    with app.app_context():
        titles = list(db.session.scalars(select(Vacancy.title).where(Vacancy.id % 97 == 0).limit(2_000)))
        db.session.remove()
    for number in count():
        name, value = FILTERS[number % len(FILTERS)]
        if number % 12 == 11:
            yield Search("", *FILTERS[2 + number // 12 % 4])
            continue
        words = dice.choice(titles).split()
        start = dice.randrange(len(words))
        taken = words[start : start + 1 + number % 2]
        if all(word.isalpha() and len(word) > 3 for word in taken):
            yield Search(" ".join(taken), name, value)


def agreed(app: Flask, ours: str, theirs: Callable[[Search], int]) -> tuple[list[Search], int]:
    """Different searches with equal and some hits, and how many had to be left out."""
    kept, left_out = dict[Search, None](), 0
    for tried, search in enumerate(candidates(app)):
        if len(kept) == WANTED or tried == MOST_TRIES:
            return list(kept), left_out
        if search in kept:
            continue
        with urllib.request.urlopen(f"{ours}/api/v1/vacancies?{search.query}") as answer:
            hits = json.load(answer)["total"]
        if hits and hits == theirs(search):
            kept[search] = None
        else:
            left_out += 1
    return list(kept), left_out


class Line:
    """One kept connection."""

    def __init__(self, address: str) -> None:
        self.line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)

    def timed(self, path: str) -> float:
        """Milliseconds to the last byte of a page."""
        began = time.perf_counter()
        self.line.request("GET", path)
        answer = self.line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return (time.perf_counter() - began) * 1_000


def measure(
    searches: list[Search], ours: str, theirs: str, path_of: Callable[[Search], str]
) -> list[list[list[float]]]:
    """Milliseconds by side, round and search; the sides take turns, so that a busy moment hits both."""
    mine, other = Line(ours), Line(theirs)
    times: list[list[list[float]]] = [[], []]
    for number in range(ROUNDS + 1):
        pairs = [(mine.timed(f"/lowongan?{one.query}"), other.timed(path_of(one))) for one in searches]
        if number:  # the first round warms both
            for side in (0, 1):
                times[side].append([pair[side] for pair in pairs])
    return times


def report(gate: str, peer: str, searches: list[Search], left_out: int, times: list[list[list[float]]]) -> None:
    by_search = [[p50(values) for values in zip(*side, strict=True)] for side in times]
    ratios = [mine / other for mine, other in zip(*by_search, strict=True)]
    rounds = [p50(values) for values in times[0]]
    row("measure", "figure", "gate")
    row("---", "---", "---")
    row("vacancies", ROWS, "")
    row("searches with equal hits (left out: other hits)", f"{len(searches)} ({left_out})", "")
    row("our page, p50 ms", p50(by_search[0]), "")
    row(f"{peer}, p50 ms", p50(by_search[1]), "")
    row("worst ratio of a search", max(ratios), "")
    row(
        f"{gate} ours / {peer}, geometric mean", math.exp(sum(map(math.log, ratios)) / len(ratios)), "<= 0.15, aim 0.08"
    )
    row("control: slowest / fastest round of ours", max(rounds) / min(rounds), "<= 1.2, else void")


@contextmanager
def running(command: list[str], **more: object) -> Iterator[str]:
    """A peer's server; `{port}` in the command is filled in. Yields its address once it answers."""
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more
    )  # type: ignore[call-overload]
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.perf_counter() + 60
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address + "/", timeout=30):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the peer did not start")
