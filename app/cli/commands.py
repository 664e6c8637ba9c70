"""Registers every command group."""

from flask import Flask

from app.cli.catalogue import catalogue
from app.cli.certificates import certificates
from app.cli.data import data
from app.cli.imports import imports
from app.cli.prepare import prepare
from app.cli.search import search
from app.cli.seed import seed
from app.cli.serve import serve
from app.cli.vacancies import vacancies
from app.cli.worker import worker


def register(flask: Flask) -> None:
    for command in (catalogue, certificates, data, imports, prepare, search, seed, serve, vacancies, worker):
        flask.cli.add_command(command)
