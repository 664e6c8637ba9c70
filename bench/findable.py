"""P7: from the commit of a vacancy to the page that finds it, on the real site with its worker."""

import json
import random
import string
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from app.domain.actor import OPERATOR
from app.domain.vacancy import EmploymentType, Headcount, NewVacancy
from app.domain.wage import Wage
from app.services.moderation import approve
from app.services.vacancies import create, submit, withdraw
from bench.site import folder, measured_app, p50, percentile, row, served

CHANGES, PAUSE, PATIENCE = 60, 0.01, 30.0  # vacancies; seconds between two looks, and before one counts as lost


def main() -> None:
    app = measured_app()
    dice = random.Random()
    appeared, gone = [], []
    with served(folder()) as (address, *_):
        for number in range(CHANGES):
            word = "".join(dice.choices(string.ascii_lowercase, k=12))
            key = _published(app, f"Penguji {word}")
            appeared.append(_until(lambda word=word: _hits(address, word) == 1))
            with app.app_context():
                withdraw(key, OPERATOR, app.extensions["clock"], "measured")
            gone.append(_until(lambda word=word: _hits(address, word) == 0))
            time.sleep(
                dice.random() * 0.3 if number else 0
            )  # so that changes meet the worker at any moment of its round
    row("measure", "median", "p95", "gate")
    row("---", "---", "---", "---")
    row("P7 commit to findable, s", p50(appeared), percentile(appeared, 0.95), "p95 <= 2, aim 1")
    row("withdrawal to gone from index and count, s", p50(gone), percentile(gone, 0.95), "")


def _published(app: Flask, title: str) -> int:
    clock = app.extensions["clock"]
    command = NewVacancy(
        employer_id=1, title=title, description="Mengukur waktu.", places=("63.11.06",), headcount=Headcount(either=1),
        wage=Wage(4_000_000, None), closes_on=clock.today() + timedelta(days=30),
        employment_type=EmploymentType.PERMANENT, work_address="Paringin",
    )  # fmt: skip
    with app.app_context():
        key = create(command, OPERATOR, clock)
        submit(key, OPERATOR, clock)
        approve(key, OPERATOR, clock)
    return key


def _hits(address: str, word: str) -> int:
    with urllib.request.urlopen(f"{address}/api/v1/vacancies?q={word}+") as answer:
        return int(json.load(answer)["total"])


def _until(found: Callable[[], bool]) -> float:
    """Seconds from now until something is seen."""
    began = time.perf_counter()
    while not found():
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError("a change was not seen")
        time.sleep(PAUSE)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
