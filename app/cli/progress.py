"""Tells an operator what is going on, and how long it took when it was long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

SILENT = 0.5  # seconds; quicker steps are not worth a line


@contextmanager
def step(doing: str) -> Iterator[None]:
    """Say what begins; say how long it took when it was not instant."""
    click.echo(f"{doing} ... ", nl=False)
    start = time.perf_counter()
    yield
    took = time.perf_counter() - start
    click.echo(f"selesai ({took:.1f} detik)" if took >= SILENT else "selesai")
