"""An imported posting names a registered company when staff say so, and never by itself."""

import pytest
from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.models import Event, SearchJob, Vacancy
from app.services import posting_links
from search.query import SearchQuery
from search.vacancies import IMPORTED, OWN
from tests.factories.accounts import acting, officer
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancy
from tests.support.clock import NOW
from tests.support.site import Site


@pytest.fixture
def moderator(site: Site) -> Actor:
    return acting(site, officer("moderator"))


def test_linking_and_taking_it_back(site: Site, moderator: Actor) -> None:
    key, owner = site.save(posting("Staf Gudang"), employer(name="PT Banua Gudang"))
    with site.app.app_context():
        for _ in range(2):  # a second time changes nothing
            posting_links.link(key, owner, moderator, site.clock)
    site.sync()
    assert site.engine.search(SearchQuery(text="banua")).ids == (key,)
    assert site.engine.search(SearchQuery(text="sumber contoh")).ids == (key,)  # the source's own words stay
    assert site.engine.search(SearchQuery(must={"origin": (IMPORTED,)})).ids == (key,)
    assert site.engine.search(SearchQuery(must={"origin": (OWN,)})).ids == ()
    with site.app.app_context():
        posting_links.unlink(key, moderator, site.clock)
        posting_links.unlink(key, moderator, site.clock)
    with site.session() as session:
        assert session.get_one(Vacancy, key).employer_id is None
        assert session.scalars(select(Event.verb).order_by(Event.id)).all() == ["link", "unlink"]
        assert session.scalars(select(SearchJob.record_id)).all() == [key]


def test_what_cannot_be_linked(site: Site, moderator: Actor) -> None:
    own, imported = site.save(vacancy(), posting())
    active, hidden = site.save(employer(), employer(status="suspended", suspended_at=NOW))
    with site.app.app_context():
        with pytest.raises(NotFound):
            posting_links.link(own, active, moderator, site.clock)
        for key in (hidden, 10**6):
            with pytest.raises(InvalidFact):
                posting_links.link(imported, key, moderator, site.clock)
        for role in ("verifier", "head", "counsellor"):
            with pytest.raises(NotAllowed):
                posting_links.link(imported, active, acting(site, officer(role)), site.clock)
