"""The state of the catalogue of workers, and the one address that stands for it.

Query names and their order are the public contract of `/tenaga-kerja` and its API.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.domain.list_filters import ListFilters

# Query name to the attribute below. What is chosen of the first four holds for one and the same certificate.
CERTIFICATE_FACETS: Mapping[str, str] = {
    "skema": "scheme",
    "penerbit": "issuer",
    "jenjang": "level",
    "status": "state",
}
FACETS: Mapping[str, str] = {
    **CERTIFICATE_FACETS,
    "lokasi": "place",
    "pendidikan": "education",
    "tersedia": "availability",
    "pengalaman": "experience",
}
# Filters that words of the text can mean, in the order of their chips. A level is all that a certificate may not say.
IMPLIED = ("penerbit", "jenjang", "status", "lokasi", "pendidikan", "tersedia", "pengalaman")
UNKNOWABLE = ("jenjang",)
SORTS = ("cocok", "terbaru", "pengalaman", "berakhir")


@dataclass(frozen=True)
class WorkerFilters(ListFilters):
    """`scheme` holds scheme codes, `issuer` codes of Issuer, `level` KKNI levels as text, `state` codes of
    PUBLIC_STATES, `place` region codes, the others codes of education, availability and experience band."""

    scheme: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    availability: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()

    FACETS: ClassVar[Mapping[str, str]] = FACETS
    IMPLIED: ClassVar[tuple[str, ...]] = IMPLIED
    UNKNOWABLE: ClassVar[tuple[str, ...]] = UNKNOWABLE

    @property
    def asks_certificates(self) -> bool:
        """Whether anything is chosen of certificates."""
        return any(getattr(self, name) for name in CERTIFICATE_FACETS.values())
