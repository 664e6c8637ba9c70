"""`python -m app COMMAND` is `flask COMMAND` by a shorter way: Flask's own door first loads the commands of every
installed extension, alembic among them."""

from flask.cli import ScriptInfo, load_dotenv

from app import create_app
from app.cli.commands import HouseCommands

if __name__ == "__main__":
    load_dotenv()
    HouseCommands(help="The commands of the site.").main(
        prog_name="python -m app", obj=ScriptInfo(create_app=create_app)
    )
