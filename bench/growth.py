"""P5: how much slower the search page gets from 100,000 to 500,000 vacancies, against the engine's own growth."""

from collections.abc import Callable
from typing import Any

from app import create_app
from bench.page import Subject, _captured, _timed, addresses
from bench.site import ROWS, get, p50, prepared, row

ROUNDS, TIMES = 5, 5  # rounds; how many times larger the second site is

Call = Callable[[], Any]


def main() -> None:
    sizes = (ROWS, ROWS * TIMES)
    apps = [create_app(prepared(rows)) for rows in sizes]
    paths = addresses(apps[0])
    calls: list[tuple[list[Call], list[Call]]] = []
    for app, rows in zip(apps, sizes, strict=True):
        engine = [call for _, call in _captured(app, Subject("vacancies", rows, paths, []))]
        calls.append(([lambda path=path, app=app: get(app, path, "") for path in paths], engine))
    rounds: list[list[list[float]]] = [[[], []], [[], []]]  # p50 by size, page or engine, round
    for _ in range(ROUNDS):
        for size, kinds in enumerate(calls):
            for kind, made in enumerate(kinds):
                rounds[size][kind].append(p50([_timed(call) for call in made]))
    _report(sizes, [[p50(values) for values in kinds] for kinds in rounds], rounds)


def _report(sizes: tuple[int, ...], middle: list[list[float]], rounds: list[list[list[float]]]) -> None:
    page, engine = middle[1][0] / middle[0][0], middle[1][1] / middle[0][1]
    control = max(max(values) / min(values) for kinds in rounds for values in kinds)
    row("measure", "figure", "gate")
    row("---", "---", "---")
    for rows, (of_page, of_engine) in zip(sizes, middle, strict=True):
        row(f"{rows:,} vacancies: page, p50 ms", of_page, "")
        row(f"{rows:,} vacancies: engine call, p50 ms", of_engine, "")
    row("growth of the page", page, "")
    row("growth of the engine", engine, "")
    row("P5 growth of the page / of the engine", page / engine, "<= 1.3, aim 1.1")
    row("control: slowest / fastest round", control, "<= 1.2, else void")


if __name__ == "__main__":
    main()
