"""The demo's employers: the 62 of the tables, and for measuring any number of others made after them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from faker import Faker

from app.demo.places import Place
from app.demo.sites import home_site
from app.demo.tables import Company, companies

POSITION = "Kepala personalia"
UNVERIFIED = frozenset({15, 23, 35, 40, 46, 48, 62})  # numbers of companies whose papers the office has not yet checked
_FORMS = ("PT", "CV", "PT", "CV", "UD", "PT", "Koperasi", "Toko")
_TAILS = ("Jaya", "Abadi", "Mandiri", "Lestari", "Makmur", "Sentosa", "Utama", "Bersama", "Perdana", "Raya")


@dataclass(frozen=True, slots=True)
class DemoEmployer:
    """`number` counts from 1. `profile` is the company of the tables whose trades it shares. `seen_days` is how long
    the office has known it."""

    number: int
    name: str
    industry: str
    district: str
    address: str
    about: str
    mou: bool
    verified: bool
    seen_days: int
    profile: Company


def demo_npwp(number: int) -> str:
    """The 16 digits of the company with this number, below 100,000. The three behind the first ten name the tax office
    that registered it: 000 is none, so it is nobody's."""
    return f"098{number:07d}000000"


def demo_employers() -> list[DemoEmployer]:
    """The 62 employers of the demo board."""
    return [
        DemoEmployer(
            number=company.number, name=company.name, industry=company.industry, district=company.district,
            address=home_site(company).address, about=company.about, mou=company.mou,
            verified=company.number not in UNVERIFIED, seen_days=400 + company.number * 7 % 300, profile=company,
        )
        for company in companies()
    ]  # fmt: skip


def more_employers(count: int, places: Sequence[Place], seed: int) -> Iterator[DemoEmployer]:
    """`count` invented employers beyond the 62, seated in `places`, each in the line of business of one of the 62."""
    rng, names = Random(f"employers {seed}"), Faker("id_ID")
    names.seed_instance(seed)
    known = companies()
    for number in range(len(known) + 1, len(known) + count + 1):
        profile, place = rng.choice(known), rng.choice(places)
        name = f"{rng.choice(_FORMS)} {names.last_name()} {rng.choice(_TAILS)} {place.name}"
        yield DemoEmployer(
            number=number, name=name, industry=profile.industry, district=place.code,
            address=f"{names.street_name()} No. {rng.randint(1, 200)}, {place.name}, {place.regency}",
            about=f"Perusahaan di {place.name}, {place.regency}.", mou=False, verified=rng.random() < 0.8,
            seen_days=rng.randint(60, 900), profile=profile,
        )  # fmt: skip
