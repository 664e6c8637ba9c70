"""The factory of accounts and the signed-in page client do what page tests rest on."""

from app.domain.actor import Role
from app.extensions import db
from app.models import SignIn
from app.queries.signed_in import signed_in
from app.web.visitor import TOKEN
from tests.factories.accounts import account, acting, client_as, member, officer
from tests.factories.employers import employer
from tests.support.pages import PageClient
from tests.support.site import Site


def token_of(client: PageClient) -> str:
    with client.http.session_transaction() as session:
        return str(session[TOKEN])


def test_a_client_is_signed_in_as_its_account(site: Site) -> None:
    jobseeker, moderator = client_as(site, account()), client_as(site, officer("moderator"))
    with site.session() as session:
        now = site.clock.now()
        first = signed_in(session, token_of(jobseeker), now)
        second = signed_in(session, token_of(moderator), now)
    assert first is not None
    assert second is not None
    assert first.actor.roles == {Role.ACCOUNT, Role.JOBSEEKER}
    assert second.actor.roles == {Role.ACCOUNT, Role.STAFF, Role.MODERATOR}


def test_without_the_second_step_an_officer_waits(site: Site) -> None:
    client = client_as(site, officer("verifier"), second_factor=False)
    with site.session() as session:
        who = signed_in(session, token_of(client), site.clock.now())
    assert who is not None
    assert who.waiting
    assert Role.VERIFIER not in who.actor.roles


def test_members_act_for_their_company(site: Site) -> None:
    company = employer()
    site.save(company)
    assert acting(site, member(company, "member")).employer_ids == {company.id}
    assert Role.EMPLOYER_ADMIN in acting(site, member(company)).roles


def test_a_session_ends_with_its_row(site: Site) -> None:
    client = client_as(site, account())
    with site.session() as session:
        session.delete(session.query(SignIn).one())
        session.commit()
        assert signed_in(db.session(), token_of(client), site.clock.now()) is None


def test_a_token_lets_a_form_through(site: Site) -> None:
    """Without it any POST is refused before its view is asked."""
    client = client_as(site, account())
    assert client.http.post("/", data={"csrf_token": client.csrf_token()}).status_code == 405
    client.send("/", status=405)
