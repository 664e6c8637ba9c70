"""The worker index: the whitelist of public fields a worker's document holds (gate S7), and the combination keys by
which several filters hold for one and the same certificate."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from search.schema import IndexSchema, Sort
from search.vacancies import UNKNOWN

PARTS = ("schemes", "issuers", "levels", "states")  # fields for the parts of a certificate, in the order of its key

WORKERS = IndexSchema(
    name="workers",
    version=3,
    text=("occupation", "scheme", "issuer"),
    # place: region codes of province, regency and district. certificate: combination keys, several for each public
    # certificate. certificate_set: one value, all public certificates together; facets of certificates are counted
    # from its distribution, so that a person with two of a kind counts once. It has thousands of values, so as long as
    # nothing is chosen of certificates the four parts are counted instead: what occurs, on whichever certificate.
    keywords=("place", "education", "availability", "experience", "certificate", "certificate_set", *PARTS),
    # newest, ends: months (see `month`) of the newest issue and of the closest end that is not over. band: 0 to 3.
    numbers=("newest", "ends", "band"),
    sorts={
        "newest": Sort("newest", descending=True),
        "experience": Sort("band", descending=True),
        "ends": Sort("ends", descending=False),
    },
    recency="newest",
    recency_top=2100 * 12,
    own_filter={"certificate_set": "certificate"},
    varied=("place", "certificate_set"),
    together=("place", "education", "availability", "experience", *PARTS),
)

ANY = ""  # in a combination key: this part is not asked for
_WITHIN, _BETWEEN = "|", ";"  # between the parts of a certificate, between certificates; never in a code


class CertificateKey(NamedTuple):
    """What is public and filtered of one certificate. Parts in the order of the query names skema, penerbit, jenjang,
    status; `level` is a KKNI level or UNKNOWN."""

    scheme: str = ANY
    issuer: str = ANY
    level: str = ANY
    state: str = ANY

    def __str__(self) -> str:
        return _WITHIN.join(self)


def month(day: date) -> int:
    """A day's month as one number: the index never knows a day."""
    return day.year * 12 + day.month


def level_code(kkni_level: int | None) -> str:
    """The value of the query name `jenjang`."""
    return UNKNOWN if kkni_level is None else str(kkni_level)


def keys(certificates: Iterable[CertificateKey]) -> tuple[str, ...]:
    """The field `certificate`: for every certificate one key for each choice of its parts."""
    return tuple(dict.fromkeys(key for one in certificates for key in _choices(one)))


@lru_cache(maxsize=10_000)  # a country has fewer kinds of certificates
def _choices(one: CertificateKey) -> tuple[str, ...]:
    return tuple(
        str(CertificateKey(*(part if asked else ANY for part, asked in zip(one, mask, strict=True))))
        for mask in product((True, False), repeat=4)
        if any(mask)
    )


def chosen_keys(
    schemes: Sequence[str] = (), issuers: Sequence[str] = (), levels: Sequence[str] = (), states: Sequence[str] = ()
) -> tuple[str, ...]:
    """The values of the filter `certificate` for chosen values: any within one part, all parts on one certificate.
    Nothing chosen gives no filter."""
    if not (schemes or issuers or levels or states):
        return ()
    parts = product(schemes or (ANY,), issuers or (ANY,), levels or (ANY,), states or (ANY,))
    return tuple(str(CertificateKey(*part)) for part in parts)


def certificate_set(certificates: Iterable[CertificateKey]) -> str:
    """The one value of the field `certificate_set`."""
    return _BETWEEN.join(sorted({str(one) for one in certificates}))


def parts(certificates: Iterable[CertificateKey]) -> dict[str, tuple[str, ...]]:
    """The fields of PARTS."""
    columns = zip(*certificates, strict=True)
    return {name: tuple(dict.fromkeys(values)) for name, values in zip(PARTS, columns, strict=True)}


def parse_set(value: str) -> Iterator[CertificateKey]:
    """The certificates of a value of `certificate_set`."""
    for one in value.split(_BETWEEN):
        yield CertificateKey(*one.split(_WITHIN))
