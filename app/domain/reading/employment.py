"""Kinds of employment: a board's own words for them, and the ones a title names."""

import re

from app.domain.reading.folding import fold
from app.domain.vacancy import EmploymentType

# Folded words of a board's own field.
_STATED = {
    "penuh waktu": EmploymentType.PERMANENT, "full time": EmploymentType.PERMANENT, "tetap": EmploymentType.PERMANENT,
    "fulltime": EmploymentType.PERMANENT, "permanen": EmploymentType.PERMANENT, "permanent": EmploymentType.PERMANENT,
    "karyawan tetap": EmploymentType.PERMANENT, "kontrak": EmploymentType.CONTRACT, "contract": EmploymentType.CONTRACT,
    "pkwt": EmploymentType.CONTRACT, "sementara": EmploymentType.CONTRACT, "temporer": EmploymentType.CONTRACT,
    "paruh waktu": EmploymentType.PART_TIME, "part time": EmploymentType.PART_TIME,
    "parttime": EmploymentType.PART_TIME, "harian": EmploymentType.DAILY, "harian lepas": EmploymentType.DAILY,
    "lepas": EmploymentType.DAILY, "freelance": EmploymentType.DAILY, "borongan": EmploymentType.DAILY,
    "magang": EmploymentType.INTERNSHIP, "internship": EmploymentType.INTERNSHIP, "intern": EmploymentType.INTERNSHIP,
    "pemagangan": EmploymentType.INTERNSHIP,
}  # fmt: skip

# "Contract" and "tetap" are also what people work on ("Contract Administrator"): they count where apart or explained.
_NAMED = (
    (
        EmploymentType.INTERNSHIP,
        r"\b(?:pe)?magang(?:an|hub)?\b|(?<!audit )(?<!auditor )(?<!kontrol )\bintern(?:ships?|s)?\b",
    ),
    (EmploymentType.PART_TIME, r"\bpart[ -]?timer?\b|\bparuh waktu\b"),
    (
        EmploymentType.DAILY,
        r"\bfreelancer?\b|\bborongan\b|\b(?:pekerja|buruh|tenaga|karyawan|crew|helper) harian\b|\bharian lepas\b"
        r"|[(/-] ?(?:harian|daily worker)\b|^daily worker\b|\bdw\)",
    ),
    (
        EmploymentType.CONTRACT,
        r"[(/,-] ?(?:kontrak|contract)(?: (?:based?|basis))?(?= ?[)/,-]|$)|\bpkwt\b|\bcontract based?\b"
        r"|\b(?:karyawan|pegawai|staff?|tenaga) kontrak\b|\bkontrak \d+ ?(?:bulan|tahun|bln|thn)\b"
        r"|\b\d+[ -]?(?:bulan|months?|tahun|years?) (?:kontrak|contract)\b|\b(?:kontrak|contract)$",
    ),
    (
        EmploymentType.PERMANENT,
        r"\bfull[ -]?timer?\b|\bpenuh waktu\b|\b(?:karyawan|pegawai) tetap\b|[(/-] ?(?:tetap|permanent)\)",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _NAMED)
_ANY = re.compile(r"agang|intern|part|paruh|freel|borong|hari|daily|dw\)|ontra|pkwt|full|penuh|tetap|permanen")


def stated_type(text: str) -> EmploymentType | None:
    """The kind a board's own field states; None for a word that is not known. "Harian/Lepas" is one kind."""
    kind = _STATED.get(fold(text))
    if kind is None:
        kinds = {_STATED.get(fold(part)) for part in re.split(r"[/,]", text)}
        kind = kinds.pop() if len(kinds) == 1 else None
    return kind


def read_types(title: str) -> tuple[EmploymentType, ...]:
    """The kinds a title names."""
    lowered = title.lower()
    if not _ANY.search(lowered):
        return ()
    return tuple(kind for kind, pattern in _PATTERNS if pattern.search(lowered))
