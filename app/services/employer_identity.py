"""What identifies a company as columns: the NPWP and the telephone number of the person in charge encrypted (gate S6),
and a proposed identity as one ciphertext."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from app.domain import phone as phones
from app.domain.employer import IDENTITY, NewEmployer, normalised
from app.domain.errors import InvalidFact
from app.gateways.keyring import Keyring
from app.models import Employer

NPWP, PHONE, CHANGE = "employer.npwp_cipher", "employer.contact_phone_cipher", "employer.change_cipher"
OPEN = (
    "name",
    "nib",
    "industry_code",
    "region_code",
    "address",
    "about",
    "website",
    "contact_name",
    "contact_position",
)


def settled(command: NewEmployer) -> NewEmployer:
    """The facts as they are kept, the telephone number too. Raises InvalidFact by the names of NewEmployer."""
    facts = normalised(command)
    try:
        return replace(facts, contact_phone=phones.normalise(facts.contact_phone))
    except InvalidFact as error:
        raise InvalidFact("contact_phone", error.problem) from None


def held(employer: Employer, keyring: Keyring) -> dict[str, Any]:
    """The facts of a company by the names of NewEmployer; empty text where there is none."""
    facts = {name: getattr(employer, name) or "" for name in OPEN}
    facts["npwp"] = keyring.decrypt(employer.npwp_cipher, NPWP) if employer.npwp_cipher else ""
    cipher = employer.contact_phone_cipher
    facts["contact_phone"] = keyring.decrypt(cipher, PHONE) if cipher else ""
    return facts


def written(employer: Employer, keyring: Keyring) -> dict[str, Any]:
    """The facts as the company last wrote them, what waits for staff in place of what it would change."""
    return held(employer, keyring) | proposed(employer, keyring)


def version(employer: Employer, keyring: Keyring) -> str:
    """Names what the company last wrote: a form that carries another one was drawn before somebody else saved."""
    plain = json.dumps(written(employer, keyring), sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def put(employer: Employer, name: str, value: str, keyring: Keyring) -> None:
    """Set one fact, in the column or columns that keep it."""
    if name == "npwp":
        employer.npwp_cipher, employer.npwp_index = keyring.encrypt(value, NPWP), keyring.blind_index(value, NPWP)
    elif name == "contact_phone":
        employer.contact_phone_cipher = keyring.encrypt(value, PHONE)
    else:
        setattr(employer, name, value)


def propose(employer: Employer, facts: dict[str, str], keyring: Keyring) -> None:
    """Keep an identity that waits for staff."""
    employer.change_cipher = keyring.encrypt(json.dumps(facts, sort_keys=True), CHANGE)


def proposed(employer: Employer, keyring: Keyring) -> dict[str, str]:
    """The identity that waits for staff: those of IDENTITY that would change, by name; empty when none waits."""
    if employer.change_cipher is None:
        return {}
    facts: dict[str, str] = json.loads(keyring.decrypt(employer.change_cipher, CHANGE))
    return {name: facts[name] for name in IDENTITY if name in facts}
