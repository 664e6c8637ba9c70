"""What an account is opened with."""

from dataclasses import dataclass

from app.domain.errors import InvalidFact

NAME_MAX = 120  # characters


@dataclass(frozen=True, repr=False)
class NewAccount:
    """As typed: a name, and an e-mail address or a telephone number to be known by."""

    name: str
    email: str = ""
    phone: str = ""


def person_name(text: str) -> str:
    """A name with its white space squeezed. Raises InvalidFact on `name`: missing, too_long."""
    name = " ".join(text.split())
    if not name:
        raise InvalidFact("name", "missing")
    if len(name) > NAME_MAX:
        raise InvalidFact("name", "too_long")
    return name
