"""Wiring only: settings in, app out."""

import logging
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import app.models  # noqa: F401  the tables must be known before the first session
from app.cli import commands, migrations
from app.domain.account import SIGN_IN_LIFE
from app.domain.clock import Clock
from app.extensions import babel, compress, csrf, db
from app.gateways.database import hide_row_values, prepare_sqlite
from app.gateways.keyring import Keyring
from app.gateways.storage import Storage
from app.indexing.engines import open_engines
from app.web import (
    access,
    assets,
    errors,
    formats,
    gallery,
    languages,
    security_headers,
    uploads,
    view_counter,
    visitor,
    words,
)
from app.web.account import routes as account_routes
from app.web.api import routes as api_routes
from app.web.employer import routes as employer_routes
from app.web.public import routes
from app.web.staff import routes as staff_routes
from app.web.templating import CompiledTemplates, House
from config import Settings, from_env

ROOT = Path(__file__).resolve().parent.parent


def build_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """The app. Settings come from the environment unless given; tests also give a frozen clock."""
    settings = settings or from_env()
    flask = House("app", root_path=str(ROOT / "app"), template_folder=str(ROOT / "templates"), static_folder=None)
    _configure(flask, settings)
    flask.extensions["clock"] = clock or Clock(settings.office.timezone)
    flask.extensions["keyring"] = Keyring(settings.data_keys, settings.index_key)
    flask.extensions["storage"] = Storage(settings.data_dir / "documents", flask.extensions["keyring"])
    flask.extensions["search"] = open_engines(
        settings.search_dir,
        settings.office.region_code,
        settings.search_url,
        settings.search_key,
        settings.search_prefix,
    )
    _plug(flask, settings)
    languages.install(flask, settings.office)
    assets.install(flask)
    words.install(flask)
    formats.install(flask)
    errors.install(flask)
    security_headers.install(flask)
    visitor.install(flask)
    access.guard(flask)
    view_counter.install(flask)
    uploads.install(flask)
    routes.register(flask)
    api_routes.register(flask)
    account_routes.install(flask)
    employer_routes.register(flask)
    staff_routes.register(flask)
    if not settings.production:
        gallery.install(flask)
    commands.register(flask)
    migrations.install(flask)
    return flask


def _configure(flask: Flask, settings: Settings) -> None:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and dates of birth stand there in clear
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    flask.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_pre_ping": settings.database_url.startswith("postgresql"),
            "hide_parameters": True,  # personal values stay out of errors and logs
        },
        SESSION_COOKIE_NAME="__Host-sesi" if settings.production else "sesi",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,  # a cookie with every answer would keep all of them out of caches
        PERMANENT_SESSION_LIFETIME=SIGN_IN_LIFE,
        WTF_CSRF_TIME_LIMIT=None,  # a form's token lasts as long as the session: writing may take an afternoon
        MAX_CONTENT_LENGTH=1_000_000,
        BABEL_DEFAULT_LOCALE="id",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "app" / "messages"),
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=3,
        COMPRESS_LEVEL=5,
        COMPRESS_MIN_SIZE=500,
    )
    flask.jinja_env.undefined = StrictUndefined
    flask.jinja_env.trim_blocks = flask.jinja_env.lstrip_blocks = True
    flask.jinja_env.auto_reload = not settings.production and flask.debug
    flask.jinja_env.bytecode_cache = CompiledTemplates(settings.data_dir / "templates", flask.jinja_env)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        flask.wsgi_app = ProxyFix(flask.wsgi_app, count, count, count)  # type: ignore[method-assign]


def _plug(flask: Flask, settings: Settings) -> None:
    db.init_app(flask)
    csrf.init_app(flask)
    babel.init_app(flask)
    compress.init_app(flask)
    with flask.app_context():
        if settings.database_url.startswith("sqlite"):
            prepare_sqlite(db.engine)
        else:
            hide_row_values(db.engine)
