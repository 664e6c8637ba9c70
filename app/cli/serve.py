"""`flask serve`: web and worker under one roof. Ctrl-C ends everything."""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from importlib import import_module

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.cli.prepare import prepare_site
from app.cli.web import GRACE, Web
from app.jobs.worker import Worker
from config import Settings

log = logging.getLogger(__name__)

RESTART_PAUSE = 1.0  # seconds before a process that died is started again
_OF_VISITORS = ("account/", "components/", "errors/", "layouts/", "public/")  # folders of templates


@click.command()
@with_appcontext
def serve() -> None:
    """Prepare the site, then serve it with its worker until Ctrl-C."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    settings: Settings = app.config["SETTINGS"]
    _refuse_taken_port(settings)
    # In a process of its own: database connections and index writers must not be inherited by web and worker.
    preparing = _fork(lambda: _prepare(app))
    _compile_templates(app)
    _, status = os.waitpid(preparing, 0)
    if status:
        sys.exit(os.waitstatus_to_exitcode(status) or 1)
    click.echo(f"{settings.office.name}: {settings.public_url}  (Ctrl-C untuk berhenti)")
    _supervise({"web": lambda: Web(app).run(), "worker": lambda: Worker(app).run()})


def _refuse_taken_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise click.ClickException(
                f"Port {settings.port} sudah dipakai. Pilih yang lain: PORT=8080 make run"
            ) from error


def _compile_templates(app: Flask) -> None:
    """Once for all web processes, while the other core prepares: the first visitor need not wait for it. The templates
    of the desks are half of all; they are compiled when somebody opens a desk."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith(_OF_VISITORS)):
        app.jinja_env.get_template(name)


def _prepare(app: Flask) -> None:
    with app.app_context():
        prepare_site()
        if not app.config["SETTINGS"].production:
            import_module("app.cli.tour").show_tour()  # knows the demo, which a start otherwise does not load


def _fork(work: Callable[[], None]) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except click.ClickException as error:
        error.show()
    except KeyboardInterrupt:
        code = 130
    except BaseException:
        log.exception("a process of the site failed")
    sys.stdout.flush()
    os._exit(code)


def _supervise(parts: dict[str, Callable[[], None]]) -> None:
    """Keep every part running; end them all when told to."""
    stopping = False

    def stop(_signal: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    running = {_fork(work): name for name, work in parts.items()}
    while not stopping:
        ended, _status = os.waitpid(-1, os.WNOHANG)
        if ended in running and not stopping:
            name = running.pop(ended)
            log.error("%s ended unexpectedly; starting it again", name)
            time.sleep(RESTART_PAUSE)
            running[_fork(parts[name])] = name
        time.sleep(0.1)
    _end(set(running))


def _end(running: set[int]) -> None:
    for process in running:
        os.kill(process, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while running and time.monotonic() < deadline:
        try:
            ended, _status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        running.discard(ended)
        time.sleep(0.05)
    for process in running:
        os.kill(process, signal.SIGKILL)
