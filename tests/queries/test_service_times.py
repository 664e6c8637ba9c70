"""Figures of service, against a log written by hand."""

from datetime import datetime, timedelta

from app.domain.queue import Tab
from app.models import Event
from app.queries.service_times import ServiceTime, service_times
from tests.factories.review import keep
from tests.support.clock import NOW
from tests.support.site import Site


def line(noun: str, key: int, verb: str, at: datetime) -> Event:
    return Event(at=at, actor_kind="operator", noun=noun, noun_id=key, verb=verb)


def figures(site: Site, tab: Tab) -> ServiceTime:
    with site.session() as session:
        return service_times(session, site.clock.now())[tab]


def test_nothing_decided(site: Site) -> None:
    assert figures(site, Tab.VACANCIES) == ServiceTime(0, None, None)


def test_from_handing_in_to_the_first_decision(site: Site) -> None:
    day = NOW - timedelta(days=3)
    for number in range(1, 11):  # one hour to ten hours
        keep(
            site, line("vacancy", number, "create", day - timedelta(days=1)), line("vacancy", number, "submit", day),
            line("vacancy", number, "approve", day + timedelta(hours=number)),
        )  # fmt: skip
    assert figures(site, Tab.VACANCIES) == ServiceTime(10, 5.5, 9.0)


def test_each_handing_in_counts_and_what_follows_a_decision_does_not(site: Site) -> None:
    day = NOW - timedelta(days=3)
    story = [
        ("submit", 0), ("send_back", 2), ("submit", 10), ("approve", 14), ("suspend", 30), ("reinstate", 40),
        ("approve", 46),
    ]  # fmt: skip
    for verb, hour in story:
        keep(site, line("vacancy", 1, verb, day + timedelta(hours=hour)))
    assert figures(site, Tab.VACANCIES) == ServiceTime(3, 4.0, 6.0)
    assert figures(site, Tab.REVISIONS).decided == 0


def test_a_verified_certificate_that_is_revoked_counts_once(site: Site) -> None:
    day = NOW - timedelta(days=20)
    for verb, hour in (("record", 0), ("verify", 5), ("revoke", 300)):
        keep(site, line("certificate", 1, verb, day + timedelta(hours=hour)))
    assert figures(site, Tab.CERTIFICATES) == ServiceTime(1, 5.0, 5.0)


def test_the_other_tabs(site: Site) -> None:
    day = NOW - timedelta(days=1)
    for noun, verbs in (
        ("vacancy", ("revise", "refuse_revision")), ("employer", ("register", "verify")), ("report", ("file", "uphold"))
    ):  # fmt: skip
        for number, verb in enumerate(verbs):
            keep(site, line(noun, 1, verb, day + timedelta(hours=number * 3)))
    for tab in (Tab.REVISIONS, Tab.EMPLOYERS, Tab.REPORTS):
        assert figures(site, tab) == ServiceTime(1, 3.0, 3.0)


def test_only_the_last_thirty_days(site: Site) -> None:
    for key, days in ((1, 31), (2, 29)):
        day = NOW - timedelta(days=days)
        keep(site, line("report", key, "file", day - timedelta(hours=6)), line("report", key, "dismiss", day))
    assert figures(site, Tab.REPORTS) == ServiceTime(1, 6.0, 6.0)
