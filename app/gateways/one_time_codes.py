"""Codes that change every 30 seconds, made by an app from a shared secret (TOTP, RFC 6238), and the drawing that
carries the secret there."""

import hmac
import io
from datetime import datetime
from importlib import import_module
from typing import Any

STEP = 30  # seconds
DRIFT = 1  # steps to either side that a clock may be off


def _otp() -> Any:
    """Loaded with the first code: a start need not wait for it."""
    return import_module("pyotp")


def new_secret() -> str:
    """160 random bits in base32."""
    return str(_otp().random_base32(32))


def step_of(now: datetime) -> int:
    """The number of the 30 seconds that an instant lies in."""
    return int(now.timestamp()) // STEP


def code_at(secret: str, now: datetime) -> str:
    """The six digits of this moment."""
    return str(_otp().TOTP(secret).generate_otp(step_of(now)))


def step_of_code(secret: str, typed: str, now: datetime, after: int | None) -> int | None:
    """The step whose code was typed, among those a clock may be off by; None for a wrong code and for one of a step up
    to `after`, which has been used."""
    code = "".join(typed.split())
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        return None
    made, present = _otp().TOTP(secret), step_of(now)
    found = None
    for step in range(present - DRIFT, present + DRIFT + 1):
        if hmac.compare_digest(made.generate_otp(step), code) and (after is None or step > after):
            found = step
    return found


def address_of(secret: str, account: str, issuer: str) -> str:
    """The otpauth: address that apps read from the drawing."""
    return str(_otp().TOTP(secret).provisioning_uri(name=account, issuer_name=issuer))


def drawing_of(text: str) -> bytes:
    """A QR code as an SVG file, with the quiet ground that ISO/IEC 18004 asks for."""
    drawn = io.BytesIO()
    import_module("segno").make(text, error="m", micro=False).save(
        drawn, kind="svg", border=4, scale=4, light="#fff", omitsize=False
    )
    return drawn.getvalue()
