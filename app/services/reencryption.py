"""Changing the key of encrypted columns and files while the site runs."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from app.extensions import db
from app.gateways.keyring import Keyring
from app.gateways.storage import Missing, Storage
from app.models import Document
from app.services.transaction import transaction

CHUNK = 500  # rows a transaction, so that other writers get their turn
_ENDING = "_cipher"  # every column of that name holds ciphertexts, bound to table.column


def sealed_columns() -> Mapping[Table, list[str]]:
    """Every encrypted column, by table."""
    found = {
        table: [column.name for column in table.columns if column.name.endswith(_ENDING)]
        for table in db.metadata.sorted_tables
    }
    return {table: names for table, names in found.items() if names}


def reencrypt(keyring: Keyring) -> int:
    """Encrypt with the first key whatever another one made. Each chunk is a transaction, and what is done is not done
    again, so it may be killed and repeated. Returns how many rows were written. Raises Unreadable when a key is
    missing; the chunks before it are kept."""
    return sum(_reencrypt_table(table, names, keyring) for table, names in sealed_columns().items())


def reencrypt_files(storage: Storage) -> int:
    """As `reencrypt`, for kept files; returns how many were written. A file that was removed meanwhile is none."""
    with transaction() as session:
        names = list(session.scalars(select(Document.storage_name).order_by(Document.id)))
    written = 0
    for name in names:
        try:
            written += storage.renew(name)
        except Missing:
            continue
    return written


def _reencrypt_table(table: Table, names: list[str], keyring: Keyring) -> int:
    written, last = 0, 0
    while True:
        with transaction() as session:
            found = _chunk(session, table, names, keyring, last)
        if found is None:
            return written
        last, changed = found
        written += changed


def _chunk(session: Session, table: Table, names: list[str], keyring: Keyring, last: int) -> tuple[int, int] | None:
    """The highest id looked at and the number of rows written; None when there are no more."""
    columns = [table.c[name] for name in ("id", *names)]
    query = select(*columns).where(table.c.id > last).order_by(table.c.id).limit(CHUNK).with_for_update()
    rows = session.execute(query).mappings().all()
    if not rows:
        return None
    changes: list[dict[str, Any]] = []
    for row in rows:
        old = {name: row[name] for name in names}
        new = {name: value and _renewed(keyring, value, f"{table.name}.{name}") for name, value in old.items()}
        if new != old:
            changes.append(new | {"key": row["id"]})
    if changes:
        session.connection().execute(update(table).where(table.c.id == bindparam("key")), changes)
    return rows[-1]["id"], len(changes)


def _renewed(keyring: Keyring, ciphertext: bytes, column: str) -> bytes:
    if keyring.is_current(ciphertext):
        return ciphertext
    return keyring.encrypt_bytes(keyring.decrypt_bytes(ciphertext, column), column)
