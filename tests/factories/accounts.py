"""Accounts, officers and members of a company's team, and browsers in which they are signed in.

verifier = client_as(site, officer("verifier"))
page = verifier.get("/petugas/antrean")
mine = client_as(site, member(employer()))
"""

from functools import cache
from typing import Any

from argon2 import PasswordHasher

from app.domain.actor import Actor
from app.models import Account, AccountRole, Employer, Membership
from app.queries.signed_in import actor_of
from app.services.identity import ACCOUNT_PHONE, TOTP, sealed_phone
from tests.factories.numbering import number_of
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.pages import PageClient
from tests.support.site import Site

PASSWORD = "kopi pahit tanpa gula"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # base32, of every officer


@cache
def password_hash(password: str = PASSWORD) -> str:
    """An argon2id hash that costs next to nothing: what is tested is the page, not the memory."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def account(*, phone: str | None = None, roles: tuple[str, ...] = (), **facts: Any) -> Account:
    """An active jobseeker's account with an e-mail address and PASSWORD; `facts` are columns. With a `phone` alone give
    `email=None`."""
    number = number_of("account")
    plain: dict[str, Any] = {
        "kind": "jobseeker",
        "status": "active",
        "name": f"Rahmat Contoh {number}",
        "email": f"rahmat{number}@contoh.test",
        "password_hash": password_hash(),
        "confirmed_at": NOW,
        "created_at": NOW,
        "updated_at": NOW,
        "roles": [AccountRole(role=role) for role in roles],
    }
    return Account(**(plain | sealed_phone(KEYRING, phone, ACCOUNT_PHONE) | facts))


def officer(*roles: str, **facts: Any) -> Account:
    """An officer: moderator, verifier, counsellor, training_officer, admin or head; a moderator unless said."""
    enrolled = {"kind": "staff", "totp_cipher": KEYRING.encrypt(TOTP_SECRET, TOTP), "totp_confirmed_at": NOW}
    return account(roles=roles or ("moderator",), **(enrolled | facts))


def member(of: Employer, role: str = "admin", **facts: Any) -> Account:
    """Somebody of a company's team, `admin` or `member`."""
    place = Membership(employer=of, role=role, created_at=NOW)
    return account(**({"kind": "employer", "membership": place} | facts))


def client_as(site: Site, who: Account, *, second_factor: bool = True) -> PageClient:
    """A browser of its own in which `who` is signed in, stored first if it is new."""
    if who.id is None:
        site.save(who)
    client = PageClient(site.app)
    client.sign_in(who.id, second_factor=second_factor)
    return client


def acting(site: Site, who: Account, *, second_factor: bool = True) -> Actor:
    """The actor of an account as services see it, stored first if it is new."""
    if who.id is None:
        site.save(who)
    with site.session() as session:
        return actor_of(session.get_one(Account, who.id), second_factor=second_factor)
