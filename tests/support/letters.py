"""Letters that wait in the outbox, and the paths that open something."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.models import Mail
from app.services.messages import SECRET
from tests.support.keys import KEYRING
from tests.support.site import Site


@dataclass(frozen=True)
class Waiting:
    """A letter: to whom, by which template, the facts that fill it, and the path that it carries, if any."""

    recipient: str
    template: str
    facts: dict[str, Any]
    secret: str


def letters(site: Site, *templates: str) -> list[Waiting]:
    """What waits to be sent, the oldest first; of the named templates, or all. Each leads to a page of the site."""
    with site.session() as session:
        rows = session.scalars(select(Mail).order_by(Mail.id)).all()
        found = [
            Waiting(
                row.recipient, row.template, json.loads(row.facts),
                KEYRING.decrypt(row.secret_cipher, SECRET) if row.secret_cipher else "",
            )
            for row in rows
        ]  # fmt: skip
    for one in found:
        for path in filter(None, (one.secret, one.facts.get("path"))):
            assert site.app.url_map.bind("localhost").match(path, "GET"), f"{one.template} leads nowhere"
    return [one for one in found if not templates or one.template in templates]


def secret_of(site: Site, template: str) -> str:
    """The path in the last letter of a template."""
    return letters(site, template)[-1].secret
