"""Whether a vacancy says what there is to do, and where."""

import re
from collections.abc import Iterator

from app.domain.moderation.clauses import SCANNED
from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Field, Flag
from app.domain.moderation.rules import expression, rules, settings
from app.domain.reading.folding import fold

_PARTS = re.compile(r"[\n•;*✅]|(?<!\w\.\w)\.\s|(?<!\w)-\s|(?<=[a-z)])\s?-\s|\d\.\s?(?=[A-Z])")


def content_flags(facts: VacancyFacts) -> Iterator[Flag]:
    """A missing address and missing duties. The words are those that stand in their place."""
    if lacks_duties(facts):
        text = facts.text(Field.DESCRIPTION)[:SCANNED]
        rule = rules()["duties.missing"]
        yield Flag(rule.kind, rule.severity, rule.id, Field.DESCRIPTION, 0, len(text), text[:120].strip())
    if lacks_address(facts):
        address = facts.text(Field.WORK_ADDRESS)
        rule = rules()["address.missing"]
        yield Flag(rule.kind, rule.severity, rule.id, Field.WORK_ADDRESS, 0, len(address), address)


def lacks_duties(facts: VacancyFacts) -> bool:
    """Neither a heading for duties with words under it, nor a line outside the conditions that names a deed."""
    text = facts.text(Field.DESCRIPTION)[:SCANNED]
    if len(fold(text).split()) < int(settings("duties")["least_words"]):
        return not _names_a_deed(text)
    for heading in expression("duties", "heading").finditer(text):
        under = text[heading.end() : heading.end() + 200]
        if len(fold(under).split()) >= int(settings("duties")["least_words"]):
            return False
    return not any(_names_a_deed(part) for part in _PARTS.split(text))


def lacks_address(facts: VacancyFacts) -> bool:
    """No address, one that says nothing, or only names of regions."""
    address = facts.text(Field.WORK_ADDRESS).strip()
    if not address or expression("address", "nothing").match(address):
        return True
    if expression("address", "marker").search(address) or re.search(r"\d", address):
        return False
    words = fold(address).split()
    regions = {word for name in facts.place_names for word in fold(name).split()}
    regions |= {"kab", "kabupaten", "kota", "kec", "kecamatan", "prov", "provinsi", "area", "wilayah", "daerah", "di"}
    regions |= {"kalimantan", "selatan", "kalsel", "indonesia", "sekitarnya", "dan", "sekitar", "seluruh"}
    return len([word for word in words if word not in regions]) < int(settings("address")["least_words"])


def _names_a_deed(part: str) -> bool:
    rest = expression("duties", "not_duty").sub(" ", part)
    deed = expression("duties", "verb").search(rest)
    if deed is None:
        return False
    leads = not rest[: deed.start()].strip(" -–·:,\t")  # "Melayani pelanggan berpengalaman" begins with the deed
    return leads or not expression("duties", "requirement").search(part)
