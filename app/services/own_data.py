"""Taking the own data along (UU 27/2022)."""

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.gateways.keyring import Keyring
from app.queries.signed_in import SignedIn
from app.services.credentials import check_password
from app.services.events import event
from app.services.transaction import transaction


def note_download(who: SignedIn, password: str, actor: Actor, clock: Clock, keyring: Keyring) -> None:
    """Let somebody take along what the site holds about them, after their password was typed once more; it is written
    down. Raises TooManyAttempts, and InvalidFact on `old`: wrong."""
    check_password(who, password, clock, keyring)
    with transaction() as session:
        session.add(event("account", who.account_id, "download", actor, clock))
