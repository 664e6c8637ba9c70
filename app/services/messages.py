"""Letters and notices, written in the transaction that they tell of. The worker sends the letters."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.languages import INDONESIAN
from app.gateways.keyring import Keyring
from app.models import Mail, Notice

SECRET = "mail.secret_cipher"  # noqa: S105  a column
FAREWELL = "account_closed"  # the letter to an address that has no account any more
SPOKEN = "spoken"  # the fact that names another language than the office's own


def queue_mail(
    session: Session,
    recipient: str,
    template: str,
    clock: Clock,
    facts: Mapping[str, Any] | None = None,
    *,
    secret: str | None = None,
    keyring: Keyring | None = None,
    spoken: str = INDONESIAN,
) -> None:
    """Put a letter into the outbox. `template` names a file of templates/mail without its ending; `facts` are plain
    values without anything personal. `secret` is a path of the site that opens something (a reset link): it is kept
    encrypted, needs `keyring`, and is the template's `secret`. Paths are written without a language: the letter is in
    `spoken`, and so are the pages that it leads to."""
    now, told = clock.now(), dict(facts or {}) | ({} if spoken == INDONESIAN else {SPOKEN: spoken})
    if secret is not None and keyring is None:
        raise ValueError("a secret needs a keyring")
    session.add(
        Mail(
            recipient=recipient, template=template, facts=json.dumps(told, default=str, sort_keys=True),
            secret_cipher=keyring.encrypt(secret, SECRET) if keyring and secret is not None else None,
            status="queued", next_try_at=now, created_at=now,
        )
    )  # fmt: skip


def tell(
    session: Session,
    account_ids: Iterable[int],
    kind: str,
    clock: Clock,
    facts: Mapping[str, Any] | None = None,
    path: str = "",
) -> None:
    """Put a notice into the list of each account. `kind` names its words in templates/components/notices.html, `facts`
    fill them, `path` is where it leads."""
    packed = json.dumps(dict(facts or {}), default=str, sort_keys=True)
    session.add_all(
        Notice(account_id=key, kind=kind, facts=packed, path=path, created_at=clock.now()) for key in account_ids
    )
