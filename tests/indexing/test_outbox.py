"""The index follows the tables: order-free, repeatable, and never ahead of what is public."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.extensions import db
from app.indexing.outbox import drain, draining, enqueue
from app.indexing.rebuild import compare_index, rebuild_index
from app.indexing.vacancy_documents import all_documents
from app.models import SearchJob
from app.services import vacancies
from app.services.transaction import transaction
from search.engine import SearchUnavailable
from search.query import SearchQuery
from search.vacancies import UNKNOWN
from tests.factories.vacancies import vacancy
from tests.support.site import Site

TODAY = date(2026, 11, 25)


def test_only_public_vacancies_have_documents(site: Site) -> None:
    live, *_ = site.save(
        vacancy(), vacancy(status="draft"), vacancy(status="submitted"), vacancy(status="withdrawn"),
        vacancy(status="suspended"), vacancy(status="filled"), vacancy(status="expired"),
    )  # fmt: skip
    assert site.engine.ids() == {live}


def test_a_document_holds_codes_with_their_ancestors(site: Site) -> None:
    site.save(vacancy("Juru las", occupation_code="7212", industry_code="05100", wage=None))
    with site.session() as session:
        [document] = list(all_documents(session, site.clock))
    assert {"63", "63.11", "63.11.06"} <= set(document.keywords["place"])
    assert document.keywords["occupation"] == ("72", "721", "7212")
    assert document.keywords["sector"] == ("B",)
    assert document.numbers["wage"] is None
    assert document.numbers["published_on"] <= TODAY.toordinal()


def test_what_a_posting_does_not_say_is_unknown(site: Site) -> None:
    site.save(vacancy(occupation_code=None, industry_code=None, education=(), places=(), types=()))
    with site.session() as session:
        [document] = list(all_documents(session, site.clock))
    assert all(
        document.keywords[name] == (UNKNOWN,) for name in ("place", "occupation", "education", "employment_type")
    )


def test_jobs_are_order_free_and_repeatable(site: Site, session: Session) -> None:
    [key] = site.save(vacancy())
    vacancies.extend(key, TODAY + timedelta(days=90), OPERATOR, site.clock)
    vacancies.withdraw(key, OPERATOR, site.clock, reason="salah")
    with transaction() as writing:
        enqueue(writing, "vacancies", [key, key, 999], site.clock.now())
    site.sync()
    assert site.engine.ids() == set()
    assert site.sync() == 0


def test_jobs_stay_when_the_engine_is_gone(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(vacancy(), indexed=False)

    def down(*_: object) -> None:
        raise SearchUnavailable("weg")

    with monkeypatch.context() as patch:
        patch.setattr(site.engine, "put", down)
        with pytest.raises(SearchUnavailable):
            drain(session, site.engines, site.clock)
    session.rollback()
    assert session.scalar(select(SearchJob.id).limit(1)) is not None
    assert site.sync() == 1
    assert len(site.engine.ids()) == 1


def test_a_change_during_the_drain_is_not_lost(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job of a change that commits between reading and deleting the jobs must survive."""
    [key] = site.save(vacancy(), indexed=False)
    put = site.engine.put

    def put_and_change(documents: object) -> None:
        put(documents)  # type: ignore[arg-type]
        with site.app.app_context():  # a session of its own, as another process has
            vacancies.withdraw(key, OPERATOR, site.clock, reason="berubah")
            db.session.remove()

    with monkeypatch.context() as patch:
        patch.setattr(site.engine, "put", put_and_change)
        assert drain(session, site.engines, site.clock) == 1
    assert site.engine.ids() == {key}
    assert site.sync() == 1
    assert site.engine.ids() == set()


def test_one_process_drains_at_a_time(site: Site) -> None:
    with draining(site.settings.search_dir) as first, draining(site.settings.search_dir) as second:
        assert (first, second) == (True, False)
    with draining(site.settings.search_dir) as again:
        assert again


def test_compare_finds_what_bypassed_the_outbox(site: Site, session: Session) -> None:
    good, changed, hidden = site.save(vacancy(), vacancy(), vacancy())
    assert compare_index(session, site.engine, "vacancies", site.clock).empty
    with transaction() as writing:  # the planted fault of gate R5: writes past the outbox
        writing.execute(text(f"UPDATE vacancy SET wage_monthly = 1 WHERE id = {changed}"))
        writing.execute(text(f"UPDATE vacancy SET status = 'withdrawn', closed_at = created_at WHERE id = {hidden}"))
    site.engine.drop([good])
    found = compare_index(session, site.engine, "vacancies", site.clock)
    assert (found.missing, found.surplus, found.stale) == ((good,), (hidden,), (changed,))
    rebuild_index(session, site.engine, "vacancies", site.clock)
    assert compare_index(session, site.engine, "vacancies", site.clock).empty
    assert site.engine.search(SearchQuery()).total == 2
