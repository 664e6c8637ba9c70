"""`flask prepare` on a site of an earlier version."""

from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import select

from app import create_app
from app.cli.prepare import prepare_site
from app.extensions import db
from app.models import Region, Scheme
from tests.support.site import settings_for

PRODUCTION = {
    "APP_ENV": "production",
    "PUBLIC_URL": "https://lamar.example.go.id",
    "SMTP_URL": "smtp://mail.example.test",
    "MAIL_FROM": "lamar@example.test",
}  # no demo data; fmt: skip


def test_a_site_of_the_first_version_gets_the_new_tables_and_what_stands_in_them(tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'site.db'}", **PRODUCTION))
    with app.app_context():
        upgrade(revision="0001")
        prepare_site()
        assert db.session.scalar(select(Scheme.code).limit(1))
        assert db.session.scalar(select(Region.code).limit(1))
        db.session.remove()
        db.engine.dispose()
