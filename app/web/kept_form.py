"""What somebody sent after their session had ended, or from a page whose token is out of date. Nothing that was typed
is lost: it comes back after signing in, or at once, and is sent by one more press.

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
# Names of fields. A form that holds a password or a code is not brought back at all; a number of the state's and a file
# are asked for anew, so that nothing goes without them; the last are the page's own, which nobody typed.
SECRET = frozenset({"password", "old", "code"})
_RETYPED = frozenset({"nik", "npwp"})
_UNSEEN = frozenset({
    "buka", "butir", "csrf_token", "deed", "dilihat", "formulir", "q", "sebelumnya", "shown", "situs", "status", "step",
    "terbaca", "urut", "versi", "version", "window",
})  # fmt: skip


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent, and where to; files are not in it."""

    path: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UnsentForm(KeptForm):
    """A form that was refused for its token. `retyped` and `files` name what was sent and is not carried along."""

    retyped: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def seen(self) -> list[tuple[str, str]]:
        """What somebody typed or chose, to be read before it is sent."""
        return [(name, text) for name, text in self.fields if name not in _UNSEEN and text.strip()]


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


def unsent() -> UnsentForm | None:
    """This request's form, to be shown to whoever sent it and sent by their own press; None where nothing is shown. A
    form of another site was typed by nobody here, and becomes nothing that could be sent."""
    names = request.form.keys() | request.files.keys()
    if request.method != "POST" or request.headers.get("HX-Request") == "true" or SECRET & names or not _is_our_own():
        return None
    carried_on = (
        (name, text) for name, text in request.form.items(multi=True) if name not in {"csrf_token", *_RETYPED}
    )
    found = UnsentForm(
        request.script_root + request.full_path.rstrip("?"),
        tuple(carried_on),
        tuple(name for name in sorted(_RETYPED) if request.form.get(name, "").strip()),
        tuple(name for name, file in request.files.items() if file.filename),
    )
    return found if found.seen and sum(len(text) for _, text in found.fields) <= LONGEST else None


def _is_our_own() -> bool:
    """Whether a page of this site sent the request, as the browser says, which no page can make it say. One that says
    nothing is believed nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    return site == "same-origin" if site else request.headers.get("Origin") == request.host_url.rstrip("/")
