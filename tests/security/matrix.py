"""The matrix: for each route and method, who gets in. The running app is asked, with every view replaced by an empty
one that bears the same stamp, so that nothing but the guard answers."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, Response
from werkzeug.routing import Rule

from app.policies.permission_map import PERMISSIONS, Right
from app.web.access import PUBLIC, stamp_of
from tests.security.people import HALF, MISSING, VISITOR, People, any_value

TABLE = Path(__file__).parent / "matrix.txt"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
INSIDE = 299  # what the empty views answer


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Every method of every rule."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.endpoint, one.rule)):
        for method in METHODS:
            if method in (rule.methods or ()):
                yield method, rule


@contextmanager
def empty_views(app: Flask) -> Iterator[None]:
    """The app without what its views do, and with plain error pages."""
    real, pages = dict(app.view_functions), app.error_handler_spec

    def emptied(stamp: object) -> object:
        def view(**_values: object) -> Response:
            return Response("di dalam", INSIDE)

        view.access = stamp  # type: ignore[attr-defined]
        return view

    app.error_handler_spec = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    app.view_functions.update({name: emptied(stamp_of(view)) for name, view in real.items()})  # type: ignore[misc]
    try:
        yield
    finally:
        app.error_handler_spec = pages
        app.view_functions.clear()
        app.view_functions.update(real)


def address(app: Flask, rule: Rule, thing_id: int | None) -> str:
    """The rule's path. The guard's thing is the first part of the address that is an id."""
    values = {name: any_value(name) for name in rule.arguments}
    ids = [part for part in rule.arguments if part.endswith("_id")]
    if thing_id is not None and ids:
        values[first_id(rule, ids)] = thing_id
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def first_id(rule: Rule, ids: list[str]) -> str:
    return min(ids, key=lambda name: rule.rule.index(f":{name}>"))


def enters(people: People, name: str, method: str, path: str) -> bool:
    """Whether a person gets in. Everybody who does not must be turned away in the one right way."""
    client = people.clients[name]
    answer = client.http.open(path, method=method, data={"csrf_token": client.csrf_token()})
    if answer.status_code == INSIDE:
        return True
    if name == VISITOR:
        assert answer.status_code == 303, (name, method, path, answer.status)
        assert answer.headers["Location"].startswith("/masuk"), answer.headers["Location"]
    elif name == HALF and answer.status_code == 303:
        assert answer.headers["Location"].startswith("/masuk/kode"), answer.headers["Location"]
    else:
        assert answer.status_code == 404, (name, method, path, answer.status)
    return False


def line(people: People, method: str, rule: Rule) -> str:
    """One line of the table: the route and who gets in."""
    app = people.site.app
    stamp = stamp_of(app.view_functions[rule.endpoint])
    if stamp is None or stamp.level is PUBLIC:
        return f"{method} {rule.endpoint}: everybody"
    right = Right(stamp.level)
    allowed = [name for name in people.names if enters(people, name, method, _own_path(people, name, rule, right))]
    if PERMISSIONS[right].over is not None:
        for thing_id in (people.other[right], people.hidden.get(right, MISSING), MISSING):
            path = address(app, rule, thing_id)
            assert not [name for name in people.names if enters(people, name, method, path)], (method, path)
        return f"{method} {rule.endpoint}: own: {' '.join(allowed) or 'nobody'}"
    return f"{method} {rule.endpoint}: {' '.join(allowed) or 'nobody'}"


def _own_path(people: People, name: str, rule: Rule, right: Right) -> str:
    return address(people.site.app, rule, people.own.get((name, right), people.other.get(right)))


def table(people: People) -> list[str]:
    """The whole matrix as the running app answers."""
    with empty_views(people.site.app):
        return [line(people, method, rule) for method, rule in routes(people.site.app)]
