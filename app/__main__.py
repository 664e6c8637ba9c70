"""`python -m app COMMAND` is `flask COMMAND` by a shorter way, the one for what runs long: Flask's own door first loads
the commands of every installed extension, alembic among them, and looks for garbage while it loads."""

import gc

gc.disable()  # until the app is loaded: what is being loaded is no garbage, and looking for some takes its time

from flask import Flask  # noqa: E402
from flask.cli import ScriptInfo, load_dotenv  # noqa: E402
from sqlalchemy.orm import configure_mappers  # noqa: E402

from app import create_app  # noqa: E402
from app.cli.commands import HouseCommands  # noqa: E402
from app.cli.garbage import settle  # noqa: E402
from config import SettingsError  # noqa: E402


def _loaded_app() -> Flask:
    try:
        app = create_app()
    except SettingsError as error:
        raise SystemExit(str(error)) from None
    configure_mappers()  # once, not in every process that is forked
    settle()
    return app


if __name__ == "__main__":
    load_dotenv()
    HouseCommands(help="The commands of the site.").main(
        prog_name="python -m app", obj=ScriptInfo(create_app=_loaded_app)
    )
