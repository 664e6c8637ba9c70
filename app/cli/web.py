"""`python -m app web`: the web part alone, for deployments that run the worker as a service of its own."""

from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication

from config import Settings

GRACE = 10.0  # seconds to finish running requests when told to stop


class Web(BaseApplication):  # type: ignore[misc]
    """gunicorn over the app that is already loaded: its workers share its memory."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.settings: Settings = app.config["SETTINGS"]
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "workers": self.settings.web_workers,
            "threads": self.settings.web_threads,
            "worker_class": "gthread",
            "graceful_timeout": int(GRACE),
            "keepalive": 15,
            "limit_request_line": 8190,  # its most; beyond it gunicorn itself answers, without a page
            "accesslog": None,
            "loglevel": "warning",
            "preload_app": True,
            "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app


@click.command()
@with_appcontext
def web() -> None:
    """Serve a site that is prepared, until stopped. Its worker runs elsewhere."""
    Web(current_app._get_current_object()).run()  # type: ignore[attr-defined]
