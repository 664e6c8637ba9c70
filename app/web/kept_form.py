"""What somebody sent after their session had ended. Nothing that was typed is lost: it comes back after signing in.

The browser itself carries it through the sign-in, sealed: nothing is stored here, whoever signs in with another account
cannot open it, and nothing is done before its owner presses the button once more. Scripts keep drafts by themselves.
"""

import base64
import binascii
import json
from dataclasses import dataclass

from flask import request

from app.gateways.keyring import Unreadable
from app.web.context import clock, keyring
from app.web.devices import last_account

FIELD = "kiriman"  # the form's field that carries it
LIFE = 3_600  # seconds
LONGEST = 100_000  # characters of what is carried: five of the longest texts that a form keeps
_AREAS = frozenset({"employer", "staff"})  # no form there asks for a password or a code
_PLACE = "kept_form"


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent, and where to; files are not in it."""

    path: str
    fields: tuple[tuple[str, str], ...]


def sealed() -> str:
    """This request's form for its way through the sign-in; empty where nothing is kept."""
    account_id = last_account()
    if request.method != "POST" or request.blueprint not in _AREAS or account_id is None:
        return ""
    fields = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    plain = json.dumps([account_id, clock().now().timestamp(), request.full_path.rstrip("?"), fields])
    if not fields or len(plain) > LONGEST:
        return ""
    return base64.urlsafe_b64encode(keyring().encrypt(plain, _PLACE)).decode("ascii")


def carried() -> str:
    """What the form of a sign-in carries along, still sealed."""
    return request.form.get(FIELD, "")


def opened(account_id: int) -> KeptForm | None:
    """What is carried along, for the account that sent it; None for every other one, and when it is too old."""
    try:
        plain = keyring().decrypt(base64.urlsafe_b64decode(carried()), _PLACE)
    except (Unreadable, binascii.Error, ValueError):
        return None
    owner, at, path, fields = json.loads(plain)
    if owner != account_id or clock().now().timestamp() - at > LIFE:
        return None
    return KeptForm(path, tuple((name, text) for name, text in fields))
