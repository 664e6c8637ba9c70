"""The commands of the house, each loaded when it is called.

`flask serve` needs neither the inventors of demo data nor the readers of postings; loading them all took a quarter of
the start. A new command is one line in COMMANDS."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

# name of the command: module and variable it stands in
COMMANDS = {
    "audit": "app.cli.audit:audit",
    "accounts": "app.cli.accounts:accounts",
    "catalogue": "app.cli.catalogue:catalogue",
    "certificates": "app.cli.certificates:certificates",
    "data": "app.cli.data:data",
    "db": "flask_migrate.cli:db",
    "import": "app.cli.imports:imports",
    "prepare": "app.cli.prepare:prepare",
    "search": "app.cli.search:search",
    "seed": "app.cli.seed:seed",
    "serve": "app.cli.serve:serve",
    "vacancies": "app.cli.vacancies:vacancies",
    "web": "app.cli.web:web",
    "worker": "app.cli.worker:worker",
}


class HouseCommands(AppGroup):
    """A group that knows its commands by name and loads the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, variable = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), variable)
        return command


def register(flask: Flask) -> None:
    flask.cli = HouseCommands(name=flask.name)
