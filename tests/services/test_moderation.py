"""The office's decisions on a vacancy: on what was seen, once, with a reason, and nothing lost in a race."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import InvalidFact, NotAllowed, TransitionRefused
from app.domain.queue import Tab
from app.models import Assignment, Event, SearchJob, Vacancy, VacancySample
from app.queries.timeline import last_event_id
from app.services import assignments, moderation
from tests.factories.accounts import acting, officer
from tests.factories.employers import employer
from tests.factories.review import flag, keep, sample
from tests.factories.vacancies import TODAY, vacancy
from tests.support.clock import NOW
from tests.support.site import Site

Verb = Callable[..., None]


@pytest.fixture
def moderator(site: Site) -> Actor:
    return acting(site, officer("moderator"))


def submitted(site: Site, **facts: Any) -> int:
    return site.save(vacancy(status="submitted", submitted_at=NOW, **facts), indexed=False)[0]


def status(site: Site, key: int) -> str:
    with site.session() as session:
        return session.get_one(Vacancy, key).status


def verbs(site: Site, key: int) -> list[tuple[str, str]]:
    """Verb and reason of each line about a vacancy."""
    with site.session() as session:
        lines = session.scalars(select(Event).where(Event.noun == "vacancy", Event.noun_id == key).order_by(Event.id))
        return [(line.verb, line.reason.text if line.reason else "") for line in lines]


def in_app(site: Site, deed: Callable[[], object]) -> object:
    with site.app.app_context():
        return deed()


@pytest.mark.parametrize(
    ("verb", "after"),
    [("send_back", "returned"), ("reject", "rejected"), ("suspend", "suspended"), ("withdraw", "withdrawn")],
)
def test_a_decision_against_it_needs_a_reason(site: Site, moderator: Actor, verb: str, after: str) -> None:
    key = submitted(site)
    deed: Verb = getattr(moderation, verb)
    with pytest.raises(InvalidFact, match="missing"):
        in_app(site, lambda: deed(key, "  ", moderator, site.clock))
    with pytest.raises(InvalidFact, match="too_long"):
        in_app(site, lambda: deed(key, "x" * 501, moderator, site.clock))
    in_app(site, lambda: deed(key, "Minta biaya.", moderator, site.clock))
    assert status(site, key) == after
    assert verbs(site, key) == [(verb, "Minta biaya.")]


def test_approving_puts_it_on_the_board(site: Site, moderator: Actor) -> None:
    key = submitted(site)
    in_app(site, lambda: moderation.approve(key, moderator, site.clock))
    assert status(site, key) == "published"
    with site.session() as session:
        assert session.scalars(select(SearchJob.record_id)).all() == [key, key]  # stored by the test, then approved


def test_a_heavy_flag_asks_for_a_note(site: Site, moderator: Actor) -> None:
    key = submitted(site)
    keep(site, flag(key))
    with pytest.raises(InvalidFact, match="despite_flags"):
        in_app(site, lambda: moderation.approve(key, moderator, site.clock))
    assert status(site, key) == "submitted"
    in_app(site, lambda: moderation.approve(key, moderator, site.clock, "Biaya dibayar perusahaan."))
    assert verbs(site, key) == [("approve", "Biaya dibayar perusahaan.")]


def test_a_light_flag_does_not(site: Site, moderator: Actor) -> None:
    key = submitted(site)
    keep(site, flag(key, "age", "notice"))
    in_app(site, lambda: moderation.approve(key, moderator, site.clock))
    assert status(site, key) == "published"


def test_what_is_over_or_of_a_company_that_is_not_active_stays_down(site: Site, moderator: Actor) -> None:
    late = submitted(site, closes_on=TODAY.replace(year=TODAY.year - 1))
    waiting = submitted(site, of=employer(status="pending", verified_at=None, submitted_at=NOW))
    for key, problem in ((late, "past"), (waiting, "not_active")):
        with pytest.raises(InvalidFact, match=problem):
            in_app(site, lambda key=key: moderation.approve(key, moderator, site.clock))
        assert status(site, key) == "submitted"


@pytest.mark.parametrize("role", ["verifier", "head", "counsellor", "training_officer", "admin"])
def test_only_a_moderator_decides(site: Site, role: str) -> None:
    key, other = submitted(site), acting(site, officer(role))
    with pytest.raises(NotAllowed):
        in_app(site, lambda: moderation.reject(key, "Sebab.", other, site.clock))
    with pytest.raises(NotAllowed):
        in_app(site, lambda: moderation.mark_reviewed([key], other, site.clock))
    assert verbs(site, key) == []


def test_reinstating_brings_it_back_into_the_queue(site: Site, moderator: Actor) -> None:
    key = submitted(site)
    in_app(site, lambda: moderation.suspend(key, "Diperiksa dulu.", moderator, site.clock))
    site.hands.move(hours=5)
    in_app(site, lambda: moderation.reinstate(key, "", moderator, site.clock))
    with site.session() as session:
        row = session.get_one(Vacancy, key)
        assert (row.status, row.submitted_at) == ("submitted", site.clock.now())


def test_a_decision_rests_on_what_was_seen(site: Site, moderator: Actor) -> None:
    key = submitted(site)
    with site.session() as session:
        seen = last_event_id(session, "vacancy", key)
    other = acting(site, officer("moderator"))
    in_app(site, lambda: moderation.suspend(key, "Pertama.", other, site.clock))
    in_app(site, lambda: moderation.reinstate(key, "", other, site.clock))
    with pytest.raises(DecidedMeanwhile):  # it could be approved again, but it is not what was looked at
        in_app(site, lambda: moderation.approve(key, moderator, site.clock, "", seen))
    assert status(site, key) == "submitted"


def test_the_same_form_twice_is_one_decision(site: Site, moderator: Actor) -> None:
    key = submitted(site)
    for _ in range(2):
        in_app(site, lambda: moderation.send_back(key, "Lengkapi.", moderator, site.clock, 0))
    assert verbs(site, key) == [("send_back", "Lengkapi.")]
    with pytest.raises(DecidedMeanwhile):
        in_app(site, lambda: moderation.reject(key, "Lain.", moderator, site.clock, 0))


def test_twenty_of_the_same_form_at_once_are_one_decision(site: Site, moderator: Actor) -> None:
    key = submitted(site)

    def send(_: int) -> None:
        in_app(site, lambda: moderation.send_back(key, "Lengkapi.", moderator, site.clock, 0))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(20)))
    assert verbs(site, key) == [("send_back", "Lengkapi.")]


def test_of_two_moderators_at_once_one_wins(site: Site) -> None:
    both = [acting(site, officer("moderator")) for _ in range(2)]
    for _ in range(5):
        key = submitted(site)

        def decide(who: Actor, key: int = key) -> str:
            deed = moderation.send_back if who is both[0] else moderation.reject
            try:
                in_app(site, lambda: deed(key, "Sebab.", who, site.clock, 0))
            except (DecidedMeanwhile, TransitionRefused):
                return "late"
            return "won"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(decide, both)) == ["late", "won"]
        assert len(verbs(site, key)) == 1


def test_a_decided_item_is_nobodys(site: Site, moderator: Actor) -> None:
    key = submitted(site)
    in_app(site, lambda: assignments.claim(Tab.VACANCIES, [key], moderator, site.clock))
    in_app(site, lambda: moderation.reject(key, "Palsu.", moderator, site.clock))
    with site.session() as session:
        assert session.scalars(select(Assignment)).all() == []


def test_samples_are_marked_once(site: Site, moderator: Actor) -> None:
    first, second, plain = site.save(vacancy(), vacancy(), vacancy())
    keep(site, sample(first), sample(second))
    marked = [
        in_app(site, lambda: moderation.mark_reviewed([first, second, plain], moderator, site.clock)) for _ in range(2)
    ]
    assert marked == [2, 0]
    assert verbs(site, first) == [("review_sample", "")]
    assert verbs(site, plain) == []
    with site.session() as session:
        assert all(row.reviewed_at is not None for row in session.scalars(select(VacancySample)))
