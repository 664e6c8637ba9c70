"""Consent to the catalogue: its levels, each of which includes the one before, and how it reached the office."""

from enum import StrEnum


class ConsentLevel(StrEnum):
    """What may be shown, and to whom (gate S7)."""

    CARD = "card"  # the public card
    COMPANIES = "companies"  # name, exact dates and the full profile for verified companies
    CONTACT = "contact"  # contact after the worker accepts a request


class RecordedVia(StrEnum):
    COUNTER = "counter"  # said and signed at the office
    PAPER = "paper"  # a signed form handed in
    ONLINE = "online"  # given on the site


_ORDER = tuple(ConsentLevel)


def includes(given: str, wanted: str) -> bool:
    """Whether a consent of level `given` covers what `wanted` asks for."""
    return _ORDER.index(ConsentLevel(given)) >= _ORDER.index(ConsentLevel(wanted))
