"""Who is signed in, for pages that only somebody signed in can open."""

from app.queries.signed_in import SignedIn
from app.web.visitor import visitor


def me() -> SignedIn:
    """Who is signed in. The guard has let nobody else here."""
    who = visitor()
    assert who is not None
    return who
