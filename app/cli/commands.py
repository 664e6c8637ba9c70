"""Registers every command group."""

from flask import Flask

from app.cli.imports import imports
from app.cli.prepare import prepare
from app.cli.search import search
from app.cli.seed import seed
from app.cli.serve import serve
from app.cli.vacancies import vacancies
from app.cli.worker import worker


def register(flask: Flask) -> None:
    for command in (imports, prepare, search, seed, serve, vacancies, worker):
        flask.cli.add_command(command)
