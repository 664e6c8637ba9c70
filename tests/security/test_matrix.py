"""S1: every route, role and owner. `UPDATE_MATRIX=1 python -m pytest tests/security` writes the table anew: read the
difference line by line before it is kept."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from werkzeug.routing import Rule

from app.domain.actor import Role
from app.policies import permission_map
from app.policies.permission_map import PERMISSIONS, Right
from app.web.access import PUBLIC, Stamp, stamp_of
from tests.security.matrix import TABLE, empty_views, line, routes, table
from tests.security.people import MISSING, People, gather, rights_over_things
from tests.support.site import Site

OWN_TO_A_PAGE = re.compile(r'404-\w{4}|(?<=name="csrf_token" value=")[^"]+')


@pytest.fixture
def people(sites: Callable[[str], Site]) -> People:
    site = sites("sqlite")
    site.reset()
    return gather(site)


def written() -> dict[str, str]:
    """The table by method and endpoint."""
    return dict(one.split(": ", 1) for one in TABLE.read_text(encoding="utf-8").splitlines())


def test_every_route_lets_in_whom_the_table_names(people: People) -> None:
    found = table(people)
    if os.environ.get("UPDATE_MATRIX"):
        TABLE.write_text("".join(f"{one}\n" for one in dict.fromkeys(found)), encoding="utf-8")
    assert sorted(dict.fromkeys(found)) == sorted(f"{route}: {who}" for route, who in written().items())


def test_nobody_is_let_in_everywhere(people: People) -> None:
    """The table itself: what is not public names who, and the head of the office decides nothing."""
    closed = {route: who for route, who in written().items() if who != "everybody"}
    assert closed
    heads = [route for route, who in closed.items() if "head" in who and route.startswith("POST staff.")]
    assert heads == []


def test_a_thing_of_somebody_else_looks_like_one_that_is_not_there(people: People) -> None:
    client = people.clients["team_admin"]
    right = Right.KEEP_VACANCY
    rule = next(rule for method, rule in routes(people.site.app) if method == "GET" and _names(people, right)(rule))
    pages = []
    for thing_id in (people.other[right], MISSING):
        page = client.get(rule.rule.replace("<int(max=2147483647):vacancy_id>", str(thing_id)), status=404)
        pages.append(OWN_TO_A_PAGE.sub("", page.html))
    assert pages[0] == pages[1]


def violations(people: People, touched: Callable[[Rule], bool]) -> list[str]:
    """Lines of the touched routes that differ from the table, or that fail in themselves."""
    expected, wrong = written(), []
    with empty_views(people.site.app):
        for method, rule in routes(people.site.app):
            if not touched(rule):
                continue
            try:
                route, who = line(people, method, rule).split(": ", 1)
            except AssertionError as error:
                wrong.append(str(error))
            else:
                wrong += [route] if expected.get(route) != who else []
    return wrong


def test_removing_the_guard_of_any_route_turns_the_matrix_red(people: People) -> None:
    app, silent = people.site.app, []
    for endpoint, view in app.view_functions.items():
        stamp = stamp_of(view)
        if stamp is None or stamp.level is PUBLIC:
            continue
        view.access = Stamp(PUBLIC)  # type: ignore[attr-defined]
        try:
            if not violations(people, lambda rule, name=endpoint: rule.endpoint == name):  # type: ignore[misc]
                silent.append(endpoint)
        finally:
            view.access = stamp  # type: ignore[attr-defined]
    assert silent == []


@contextmanager
def statute(right: Right, **change: object) -> Iterator[None]:
    """The permission map with one paragraph changed."""
    real = permission_map.PERMISSIONS
    changed = dict(real) | {right: replace(real[right], **change)}  # type: ignore[arg-type]
    for module in (permission_map, __import__("app.web.access", fromlist=["PERMISSIONS"])):
        module.PERMISSIONS = changed
    try:
        yield
    finally:
        for module in (permission_map, __import__("app.web.access", fromlist=["PERMISSIONS"])):
            module.PERMISSIONS = real


def _names(people: People, right: Right) -> Callable[[Rule], bool]:
    def touched(rule: Rule) -> bool:
        stamp = stamp_of(people.site.app.view_functions[rule.endpoint])
        return stamp is not None and stamp.level == right

    return touched


def test_a_paragraph_that_lets_everybody_in_turns_the_matrix_red(people: People) -> None:
    silent = []
    for right, paragraph in PERMISSIONS.items():
        if paragraph.over is not None or paragraph.roles == {Role.ACCOUNT}:
            continue  # the owner keeps others out, or everybody signed in is let in by the paragraph itself
        with statute(right, roles=frozenset(Role)):
            if not violations(people, _names(people, right)):
                silent.append(right)
    assert silent == []


def test_a_paragraph_that_forgets_the_owner_turns_the_matrix_red(people: People) -> None:
    silent = []
    for right in rights_over_things():
        with statute(right, over=lambda _actor, _thing: True):
            if not violations(people, _names(people, right)):
                silent.append(right)
    assert silent == []


def test_an_officer_acts_after_the_second_step_only(people: People) -> None:
    silent = []
    for right, paragraph in PERMISSIONS.items():
        if paragraph.second_factor:
            with statute(right, second_factor=False):
                # Without the step the roles are not there either, so nobody gets in: what changes is where one is sent.
                if violations(people, _names(people, right)):
                    silent.append(right)
    assert silent == []
