"""E-mail addresses: free ones, and ones that look like a company's and are not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from app.domain.moderation.clauses import SCANNED
from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Field, Flag
from app.domain.moderation.rules import TEXTS, rules, settings
from app.domain.reading.folding import fold

_ADDRESS = re.compile(
    r"([\w.+-]{1,64})\s?(?:@|\(at\)|\[at\]|\s+at\s+(?=[\w-]+\.(?:com|co|id|net|org)))\s?"
    r"([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\s?(?:\.|\(dot\)|\[dot\])\s?[a-z0-9-]{2,24}){1,3})",
    re.IGNORECASE,
)
_SECOND_LEVEL = frozenset({"co", "com", "or", "org", "net", "ac", "sch", "go", "web", "my", "biz", "desa"})
_LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "4": "a", "-": None, "_": None})
_ALIKE = 0.8  # of 1: two names that differ by a letter or two
_LETTERS = 2  # that a name may be longer or shorter
_SHORTEST = 4  # letters of a name that can be recognised inside another


@dataclass(frozen=True)
class _Found:
    field: Field
    start: int
    end: int
    local: str
    domain: str
    words: str


def contact_flags(facts: VacancyFacts) -> Iterator[Flag]:
    """Judge each address of the texts and of the employer once."""
    seen: set[tuple[str, str]] = set()
    for one in _addresses(facts):
        if (one.local, one.domain) in seen:
            continue
        seen.add((one.local, one.domain))
        if imitated := _imitated(one.domain, facts):
            rule, figures = rules()["email.lookalike"], {"domain": one.domain, "imitated": imitated}
        elif one.domain in settings("email")["free"]:
            rule, figures = rules()["email.free"], {"domain": one.domain}
        else:
            continue
        yield Flag(rule.kind, rule.severity, rule.id, one.field, one.start, one.end, one.words, figures)


def _addresses(facts: VacancyFacts) -> Iterator[_Found]:
    for name in TEXTS:
        for hit in _ADDRESS.finditer(facts.text(name)[:SCANNED]):
            yield _Found(name, hit.start(), hit.end(), hit[1].lower(), _clean(hit[2]), hit[0])
    for address in facts.emails:
        local, _, domain = address.strip().rpartition("@")
        if domain:
            yield _Found(Field.CONTACT, 0, 0, local.lower(), domain.lower(), address)


def _clean(domain: str) -> str:
    return re.sub(r"\s?(?:\(dot\)|\[dot\]|\.)\s?", ".", domain.lower()).strip(".")


def _imitated(domain: str, facts: VacancyFacts) -> str:
    """The domain that this one imitates, or the company's name; empty where it imitates none."""
    site = _site(facts.website)
    if domain in settings("email")["free"] or (site and _registered(domain) == _registered(site)):
        return ""
    label = name_label(domain)
    if site and _near(label, name_label(site)):
        return site
    brands: Mapping[str, list[str]] = settings("email")["brands"]
    for brand, owned in brands.items():
        if any(_belongs(domain, own) for own in owned):
            return ""
        if _near(label, brand):
            return owned[0]
    return ""


def _site(website: str) -> str:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", website.strip().lower()).split("/")[0].split(":")[0]
    return host if "." in host else ""


def _belongs(domain: str, own: str) -> bool:
    return domain == own or domain.endswith(f".{own}")


def name_label(domain: str) -> str:
    """The part of a domain that is a name: "hrd.contoh.co.id" is "contoh"."""
    return _registered(domain).split(".")[0]


def _registered(domain: str) -> str:
    """The part of a domain that somebody registered, under whatever ending: of "hrd.contoh.co.id" it is
    "contoh.co.id", of "hrd.contoh.company" "contoh.company"."""
    parts = domain.split(".")
    ending = 2 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else 1
    return ".".join(parts[-ending - 1 :])


def _near(label: str, name: str) -> bool:
    """The same name under another ending, with a lure added, or with a letter or two changed."""
    one, two = _bare(label), _bare(name)
    if len(two) < _SHORTEST:
        return one == two
    if one == two or _bare(_without_lures(label)) == _bare(_without_lures(name)):
        return True
    parts = re.split(r"[-_]", label)
    if name in parts and any(part in settings("email")["lures"] for part in parts):
        return True
    if len(two) <= _SHORTEST + 1 or abs(len(one) - len(two)) > _LETTERS:
        return False
    return SequenceMatcher(None, one, two).ratio() > _ALIKE


def _bare(label: str) -> str:
    return fold(label.translate(_LOOKS_LIKE).replace("rn", "m").replace("vv", "w")).replace(" ", "")


@lru_cache(maxsize=256)
def _without_lures(label: str) -> str:
    """A label less the words that decorate it, at its ends or between hyphens: "hr-adarogroup-id" is "adaro"."""
    rest, before = label, ""
    while rest != before:
        before = rest
        for lure in sorted(settings("email")["lures"], key=len, reverse=True):
            rest = re.sub(rf"(?:^|[-_]){lure}(?:[-_]|$)", "-", rest).strip("-_")
            if len(lure) >= _SHORTEST and len(rest) >= len(lure) + _SHORTEST:
                rest = re.sub(rf"^{lure}|{lure}$", "", rest)
    return rest
