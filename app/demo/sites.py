"""Where a demo vacancy's work is: region codes, the words for them in a sentence, and an address."""

from dataclasses import dataclass
from random import Random

from app.demo.tables import Company, districts

_TOWNS = ("63.11.06", "63.11.07")


@dataclass(frozen=True, slots=True)
class Site:
    """`codes` are the vacancy's places, the first being the one named in `phrase` and `address`."""

    codes: tuple[str, ...]
    phrase: str
    address: str


def home_site(company: Company) -> Site:
    """The company's own seat."""
    return _site(company.district, company.village, company.street)


def draw_site(rng: Random, company: Company, afield: bool = False) -> Site:
    """Mostly the company's seat, at times a place of its own in another district, at times several places. Work
    `afield` is never in the towns of Paringin when the company has a site elsewhere."""
    home = home_site(company)
    others = [code for code in company.also if code != company.district]
    if afield and company.district in _TOWNS:
        sites = [code for code in others if code not in _TOWNS]
        return _other(rng, rng.choice(sites)) if sites else home
    draw = rng.random()
    if not others or draw < 0.6:
        return home
    if draw < 0.85:
        return _other(rng, rng.choice(others))
    more = rng.sample(others, k=min(len(others), rng.choice((1, 1, 2))))
    return Site((*home.codes, *more), home.phrase, home.address)


def _other(rng: Random, code: str) -> Site:
    villages = districts().villages.get(code)
    return _site(code, rng.choice(villages) if villages else "", "")


def _site(code: str, village: str, street: str) -> Site:
    """`street` may be empty where only the village is known."""
    name, regency = districts().names[code]
    kind = "Kelurahan" if (code, village) in districts().urban else "Desa"
    within = f"{kind} {village}" if village else ""
    address = ", ".join(part for part in (street, within, f"Kecamatan {name}", regency) if part)
    return Site((code,), f"{within}, {name}" if within else f"{name}, {regency}", address)
