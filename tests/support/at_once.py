"""Many at the same moment: one deed in threads that begin together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from app.domain.errors import DomainError
from app.extensions import db
from tests.support.site import Site

MANY = 20


def at_once(site: Site, deed: Callable[[], Any], times: int = MANY) -> list[Any]:
    """Run the deed in as many threads that begin together; returns what each gave, or raised of ours."""
    gate = Barrier(times)

    def one(_number: int) -> Any:
        with site.app.app_context():
            gate.wait()
            try:
                return deed()
            except DomainError as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))
