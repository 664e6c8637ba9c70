"""Signs a tab in as one of the tour accounts, without the password form."""

import secrets
from datetime import timedelta

from sqlalchemy import select

from app.extensions import db
from app.models import Account, AccountRole, SignIn
from app.queries.signed_in import token_hash
from app.services.transaction import transaction
from app.web.visitor import TOKEN
from tests.browser.tab import Tab
from tests.faults.hand import Hand


def sign_in(tab: Tab, hand: Hand, account_id: int) -> None:
    """The tab's browser becomes the account's, its second step done."""
    token = secrets.token_urlsafe(32)
    with hand.app.app_context(), transaction() as session:
        now = hand.clock.now()
        session.add(
            SignIn(
                account_id=account_id, token_hash=token_hash(token), created_at=now, seen_at=now,
                expires_at=now + timedelta(hours=2), second_factor_at=now, device="Chromium",
            )
        )  # fmt: skip
    serializer = hand.app.session_interface.get_signing_serializer(hand.app)  # type: ignore[attr-defined]
    cookie = {"name": str(hand.app.config["SESSION_COOKIE_NAME"]), "value": serializer.dumps({TOKEN: token})}
    tab.page.context.add_cookies([{**cookie, "url": tab.site}])


def tour_account(hand: Hand, kind: str) -> int:
    """The id of the tour account of an officer role, or of a kind of account (jobseeker, employer)."""
    with hand.app.app_context():
        query = select(Account.id).where(Account.password_hash.is_not(None)).order_by(Account.id)
        officer = db.session.scalar(query.join(AccountRole).where(AccountRole.role == kind))
        found = officer or db.session.scalar(query.where(Account.kind == kind))
    assert found is not None, f"the demo data has no {kind}"
    return found
