"""Every view says who may open it, and the unstamped is closed."""

from collections.abc import Callable

from flask import Flask

from app.web.access import level_of

SAFE = {"GET", "HEAD", "OPTIONS"}


def unstamped(app: Flask) -> list[str]:
    return [rule.rule for rule in app.url_map.iter_rules() if level_of(app.view_functions[rule.endpoint]) is None]


def test_every_view_is_stamped(bare_app: Flask) -> None:
    assert unstamped(bare_app) == []


def test_the_unstamped_is_found_and_closed(make_app: Callable[[], Flask]) -> None:
    app = make_app()
    app.add_url_rule("/terlupa", "terlupa", lambda: "rahasia")
    assert unstamped(app) == ["/terlupa"]
    response = app.test_client().get("/terlupa")
    assert response.status_code == 404
    assert "rahasia" not in response.get_data(as_text=True)


def test_unsafe_methods_are_guarded_by_a_token(make_app: Callable[[], Flask]) -> None:
    """CSRF is on for the whole app; a route that turns it off must be named here."""
    app = make_app()
    assert app.extensions["csrf"]._exempt_views == set()
    assert app.extensions["csrf"]._exempt_blueprints == set()
    assert app.config.get("WTF_CSRF_ENABLED", True) is True


def test_no_address_ends_in_a_slash(bare_app: Flask) -> None:
    """One page, one address."""
    rules = [rule.rule for rule in bare_app.url_map.iter_rules()]
    assert [rule for rule in rules if rule.endswith("/") and rule != "/"] == []


def test_the_addresses_of_the_english_pages_are_free(bare_app: Flask) -> None:
    assert [rule.rule for rule in bare_app.url_map.iter_rules() if f"{rule.rule}/".startswith("/en/")] == []
