"""Changing the key of encrypted columns while the site runs."""

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from app.gateways.keyring import Keyring
from app.models import Person
from app.services.identity import SEALED
from app.services.transaction import transaction

CHUNK = 500  # people a transaction, so that other writers get their turn
_PERSON: Table = Person.__table__  # type: ignore[assignment]
_COLUMNS = [name.removeprefix("person.") for name in SEALED]


def reencrypt(keyring: Keyring) -> int:
    """Encrypt with the first key whatever another one made. Each chunk is a transaction, and what is done is not done
    again, so it may be killed and repeated. Returns how many people were written. Raises Unreadable when a key is
    missing; the chunks before it are kept."""
    written, last = 0, 0
    while True:
        with transaction() as session:
            found = _chunk(session, keyring, last)
        if found is None:
            return written
        last, changed = found
        written += changed


def _chunk(session: Session, keyring: Keyring, last: int) -> tuple[int, int] | None:
    """The highest id looked at and the number of people written; None when there are no more."""
    columns = [_PERSON.c[name] for name in ("id", *_COLUMNS)]
    query = select(*columns).where(_PERSON.c.id > last).order_by(_PERSON.c.id).limit(CHUNK).with_for_update()
    rows = session.execute(query).mappings().all()
    if not rows:
        return None
    changes = []
    for row in rows:
        old = {name: row[name] for name in _COLUMNS}
        new = {name: value and _renewed(keyring, value, f"person.{name}") for name, value in old.items()}
        if new != old:
            changes.append(new | {"key": row["id"]})
    if changes:
        session.connection().execute(update(_PERSON).where(_PERSON.c.id == bindparam("key")), changes)
    return rows[-1]["id"], len(changes)


def _renewed(keyring: Keyring, ciphertext: bytes, column: str) -> bytes:
    if keyring.is_current(ciphertext):
        return ciphertext
    return keyring.encrypt(keyring.decrypt(ciphertext, column), column)
