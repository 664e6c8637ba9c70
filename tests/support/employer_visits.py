"""Members of a company's team who speak to a real site over HTTP, signed in without the password form."""

import http.client
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from app import create_app
from app.domain.clock import utc_now
from app.extensions import db
from app.models import Account, Employer, Membership, SignIn
from app.queries.signed_in import token_hash
from app.web.visitor import TOKEN
from config import from_env
from tests.support.server import Server
from tests.support.uploads import multipart

PATIENCE = 20  # seconds an answer may take


@dataclass
class Answer:
    """Status 0: the connection broke, and nobody knows what happened."""

    status: int
    location: str = ""
    text: str = ""


@dataclass
class TeamMember:
    """One browser. `headers` hold its cookie, `csrf_token` goes into every form."""

    server: Server
    token: str = field(repr=False)
    csrf_token: str
    headers: dict[str, str] = field(repr=False)

    def post(self, path: str, values: dict[str, object]) -> Answer:
        body = urlencode({"csrf_token": self.csrf_token, **values}, doseq=True)
        return self._ask("POST", path, body, "application/x-www-form-urlencoded")

    def upload(self, path: str, field: str, filename: str, content: bytes) -> Answer:
        sent = multipart({"csrf_token": self.csrf_token}, filename, content, field)
        return self._ask("POST", path, sent["data"], sent["content_type"])

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def _ask(self, method: str, path: str, body: str | bytes | None = None, media_type: str = "") -> Answer:
        kind = {"Content-Type": media_type} if media_type else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, self.headers | kind)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, answer.headers.get("Location") or "", text)
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()


def app_of(server: Server) -> Flask:
    """An app with the keys of the running site."""
    return create_app(from_env({"DATA_DIR": str(server.data_dir), **server.environ}))


@contextmanager
def opened_app(server: Server) -> Iterator[Flask]:
    """The same, and afterwards no connection of its own is left."""
    app = app_of(server)
    yield app
    with app.app_context():
        db.engine.dispose()


def team_member(server: Server, app: Flask, *, trusted: bool = False) -> TeamMember:
    """Somebody of the team of an active company, signed in."""
    token, now = secrets.token_urlsafe(32), utc_now()
    with app.app_context():
        session = db.session()
        session.connection(execution_options={"write": True})
        company = _company(trusted)
        account = Account(
            kind="employer", status="active", name="Rahmat Contoh", email=f"{secrets.token_hex(6)}@contoh.test",
            confirmed_at=now, created_at=now, updated_at=now,
            membership=Membership(employer=company, role="admin", created_at=now),
        )  # fmt: skip
        session.add(account)
        session.flush()
        session.add(
            SignIn(
                account_id=account.id, token_hash=token_hash(token), created_at=now, seen_at=now,
                expires_at=now + timedelta(hours=12), second_factor_at=now,
            )
        )  # fmt: skip
        session.commit()
        db.session.remove()
    return TeamMember(server, token, *_credentials(app, token))


def set_expiry(app: Flask, member: TeamMember, away: timedelta) -> None:
    """Let the member's session end so far from now; a negative span ends it at once."""
    with app.app_context():
        db.session.connection(execution_options={"write": True})
        row = db.session.scalars(select(SignIn).where(SignIn.token_hash == token_hash(member.token))).one()
        row.expires_at = utc_now() + away
        db.session.commit()
        db.session.remove()


def signed_in_again(app: Flask, member: TeamMember) -> str:
    """The cookie of another session of the member: forms of the one before no longer count in it."""
    return _credentials(app, member.token)[1]["Cookie"]


def _company(trusted: bool) -> Employer:
    now, name = utc_now(), f"PT Contoh {secrets.token_hex(4)}"
    return Employer(
        name=name, slug=name.lower().replace(" ", "-"), status="active", industry_code="05100", region_code="63.11.06",
        address="Jalan Contoh 1", verified_at=now, trusted_at=now if trusted else None, created_at=now, updated_at=now,
    )  # fmt: skip


def _credentials(app: Flask, token: str) -> tuple[str, dict[str, str]]:
    raw = secrets.token_hex(20)
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    cookie = serializer.dumps({TOKEN: token, "csrf_token": raw})
    csrf_token = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(raw)
    return str(csrf_token), {"Cookie": f"{app.config['SESSION_COOKIE_NAME']}={cookie}"}
