"""What a browser says of itself, and the cookie by which it is known again (gate S5)."""

import secrets
from typing import NamedTuple

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from app.domain.throttling import network_of
from app.services.sign_in import Browser
from app.web.context import settings

LIFE = 365 * 24 * 60 * 60  # seconds
MOST_ACCOUNTS = 8  # of one shared telephone
# The first that stands in the header names the browser or system: others claim to be Chrome, Safari and Linux too.
_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"), ("OPR/", "Opera"), ("Opera", "Opera"), ("UCBrowser", "UC Browser"),
    ("EdgA/", "Edge"), ("EdgiOS", "Edge"), ("Edg/", "Edge"), ("FxiOS", "Firefox"), ("Firefox", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


class Device(NamedTuple):
    """A random number, and the accounts that signed in with it."""

    number: str = ""
    accounts: tuple[int, ...] = ()


def browser() -> Browser:
    """Where this request comes from."""
    known = _device()
    return Browser(network(), known.number, frozenset(known.accounts), device_words())


def network() -> str:
    """The network that this request comes from, for limits."""
    return network_of(request.remote_addr or "")


def device_words() -> str:
    """Browser and system in words, such as "Chrome, Android"; empty for what we do not know."""
    header = request.headers.get("User-Agent", "")
    found = [next((words for sign, words in names if sign in header), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(word for word in found if word)


def remember_device(response: Response, account_id: int) -> None:
    """Let the browser be known again as one in which the account has signed in."""
    known = _device()
    accounts = (account_id, *(one for one in known.accounts if one != account_id))[:MOST_ACCOUNTS]
    value = _signer().dumps([known.number or secrets.token_urlsafe(16), *accounts])
    secure = settings().production
    response.set_cookie(_name(), value, max_age=LIFE, httponly=True, samesite="Lax", secure=secure, path="/")


def last_account() -> int | None:
    """The account that signed in last in this browser."""
    accounts = _device().accounts
    return accounts[0] if accounts else None


def _device() -> Device:
    try:
        number, *accounts = _signer().loads(request.cookies.get(_name(), ""))
        return Device(str(number), tuple(int(one) for one in accounts))
    except (BadSignature, ValueError, TypeError):
        return Device()


def _name() -> str:
    return "__Host-perangkat" if settings().production else "perangkat"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="perangkat")
