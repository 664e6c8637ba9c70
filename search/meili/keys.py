"""The keys of one site on a server: one that writes its indexes, one that only searches them. Nothing else opens to
them, so several sites can share a server."""

import uuid
from dataclasses import dataclass

from meilisearch.errors import MeilisearchApiError

from search.meili.server import Server, guarded

SEARCHES = ("documents.get", "search")
WRITES = (
    "search",
    "documents.add",
    "documents.delete",
    "documents.get",
    "indexes.create",
    "indexes.delete",
    "indexes.get",
    "indexes.swap",
    "settings.get",
    "settings.update",
    "stats.get",
    "tasks.get",
)


@dataclass(frozen=True)
class Keys:
    """`writes` is for the worker and the command line (it searches too), `searches` is enough for web processes."""

    writes: str
    searches: str


def make(url: str, master_key: str, prefix: str) -> Keys:
    """The site's keys; the same ones again when they are there already. Raises SearchUnavailable."""
    server = Server(url, master_key)
    with guarded():
        return Keys(_key(server, prefix, WRITES), _key(server, prefix, SEARCHES))


def _key(server: Server, prefix: str, actions: tuple[str, ...]) -> str:
    """A key's name follows from its rights: they cannot be changed later, so other rights make another key."""
    uid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{prefix}: {', '.join(actions)}"))
    kind = "reads" if actions == SEARCHES else "reads and writes"
    wanted = {"uid": uid, "name": f"{prefix} {kind}", "actions": actions, "indexes": [f"{prefix}-*"], "expiresAt": None}
    try:
        return str(server.writer.create_key(wanted).key)
    except MeilisearchApiError as error:
        if error.code != "api_key_already_exists":
            raise
        return str(server.writer.get_key(uid).key)
