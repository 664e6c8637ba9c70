"""One Meilisearch server as a site's key sees it: pooled connections, time limits, tasks that are waited for."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from typing import Any, TypeVar

import requests
from meilisearch import Client
from meilisearch._httprequests import HttpRequests
from meilisearch.config import Config
from meilisearch.errors import (
    MeilisearchApiError,
    MeilisearchCommunicationError,
    MeilisearchError,
    MeilisearchTimeoutError,
)
from meilisearch.index import Index
from meilisearch.models.task import Task
from urllib3.exceptions import ProtocolError
from urllib3.util import Timeout

from search.engine import IndexMissing, SearchUnavailable

ANSWER = 0.35  # seconds a search may take; the page must stand within half a second, from the tables if need be
DEEP = 3.0  # seconds the hits of a page far down may take, once a server has answered how many there are
WRITE = 20.0  # seconds an ordinary call may take
TASK = 120.0  # seconds until a write is done, those before it in the server's queue included
REST = (
    1.0  # seconds in which an engine that failed is not asked again, so that a hanging server costs one wait, not all
)
_STEPS = (0.01, 0.02, 0.04, 0.08, 0.1)  # seconds between two looks at a task

Found = TypeVar("Found")


class _Pooled(HttpRequests):
    """The client's own calls over connections that stay open; the client itself opens one a call, at 1 ms each."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.headers["Accept-Encoding"] = "identity"  # packing costs more than it saves on the way to a near server
        self._session = requests.Session()
        self._session.trust_env = False

    def send_request(self, http_method: Any, *args: Any, **more: Any) -> Any:
        method = getattr(self._session, http_method.__name__)
        try:
            return super().send_request(method, *args, **more)
        except MeilisearchCommunicationError as error:
            if not _was_stale(error):
                raise
            return super().send_request(method, *args, **more)


def _was_stale(error: MeilisearchCommunicationError) -> bool:
    """Whether a connection broke that the server had closed meanwhile; every call here may be repeated."""
    cause = error.__cause__
    return bool(cause and cause.args and isinstance(cause.args[0], ProtocolError))


class _Client(Client):
    def __init__(self, url: str, key: str, limit: float) -> None:
        super().__init__(url, key)
        self.config.timeout = Timeout(total=limit)  # type: ignore[assignment]
        self.http = self.task_handler.http = _Pooled(self.config)

    def index(self, uid: str) -> Index:
        index = super().index(uid)
        index.http = index.task_handler.http = self.http
        return index


class Server:
    """Clients of one server, made in each thread of each process when first needed: the official one is not safe to
    share, and connections must not be inherited over a fork."""

    def __init__(self, url: str, key: str, answer: float = ANSWER, task: float = TASK) -> None:
        self.url = url.rstrip("/")
        self._key = key
        self._limits = (answer, WRITE, max(answer, DEEP))
        self._task = task
        self._local = threading.local()
        self._resting_until = 0.0

    @property
    def searcher(self) -> Client:
        """The client for what a visitor waits for."""
        return self._client(0)

    @property
    def writer(self) -> Client:
        """The client for everything else."""
        return self._client(1)

    @property
    def digger(self) -> Client:
        """The client for what lies so far down that it takes long."""
        return self._client(2)

    def _client(self, which: int) -> Client:
        if getattr(self._local, "process", None) != os.getpid():
            self._local.process = os.getpid()
            self._local.clients = [_Client(self.url, self._key, limit) for limit in self._limits]
        client: Client = self._local.clients[which]
        return client

    @contextmanager
    def asked(self, deep: bool = False) -> Iterator[None]:
        """Around a search: fails at once while the server rests after a failure. A search that is slow because it
        reaches `deep` tells nothing of the others."""
        if time.monotonic() < self._resting_until:
            raise SearchUnavailable("the search server did not answer a moment ago")
        try:
            with guarded():
                yield
        except SearchUnavailable as error:
            cause = error.__cause__
            fault = cause.status_code >= 500 if isinstance(cause, MeilisearchApiError) else not deep
            if fault:
                self._resting_until = time.monotonic() + REST
            raise

    def done(self, uid: int) -> Task:
        """A task that succeeded or failed. Raises SearchUnavailable when it takes too long or was cancelled."""

        def ended() -> Task | None:
            with guarded():
                task = self.writer.get_task(uid)
            if task.status == "canceled":
                raise SearchUnavailable(f"task {uid} of the search server was cancelled")
            return task if task.status in ("succeeded", "failed") else None

        return self.until(ended, f"task {uid}")

    def until(self, look: Callable[[], Found | None], doing: str) -> Found:
        """What `look` finds, as soon as it finds something. Raises SearchUnavailable when that takes too long."""
        deadline = time.monotonic() + self._task
        for step in chain(_STEPS, repeat(_STEPS[-1])):
            if found := look():
                return found
            if time.monotonic() > deadline:
                break
            time.sleep(step)
        raise SearchUnavailable(f"{doing}: the search server does not get done with it")

    def succeeded(self, uid: int, doing: str) -> None:
        """Wait for a task that must succeed. Raises SearchUnavailable, IndexMissing."""
        task = self.done(uid)
        if task.status == "failed":
            raise failure(str((task.error or {}).get("code")), f"{doing}: task {uid} failed")


def failure(code: str, doing: str) -> SearchUnavailable:
    """What a failed call or task means. The code is told, not the message: the client adds misleading hints to it."""
    kind = IndexMissing if code == "index_not_found" else SearchUnavailable
    return kind(f"{doing}: {code}")


@contextmanager
def guarded() -> Iterator[None]:
    """Turn every failure of the server or of the way there into SearchUnavailable."""
    try:
        yield
    except MeilisearchApiError as error:
        raise failure(error.code or f"status {error.status_code}", "search server") from error
    except MeilisearchTimeoutError as error:
        raise SearchUnavailable("the search server is too slow") from error
    except (MeilisearchError, requests.RequestException) as error:
        raise SearchUnavailable(f"the search server does not answer: {type(error).__name__}") from error
