"""Kinds of employment: stated words and titles."""

import pytest

from app.domain.reading.employment import read_types, stated_type
from app.domain.vacancy import EmploymentType


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Penuh waktu", "penuh"), ("Full-time", "penuh"), ("Kontrak", "kontrak"), ("Magang", "magang"),
        ("Paruh waktu", "paruh"), ("Harian/Lepas", "harian"),
    ],
)  # fmt: skip
def test_stated_type(text: str, code: str) -> None:
    assert stated_type(text) == EmploymentType(code)


def test_unknown_or_mixed_words_state_nothing() -> None:
    assert stated_type("Alih daya") is None
    assert stated_type("Kontrak/Magang") is None


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Accounting Intern", "magang"),
        ("Program Magang Teller", "magang"),
        ("Crew Store (Part Time)", "paruh"),
        ("Restaurant Staff (Full Time/Part Time)", "penuh paruh"),
        ("Freelance Fotografer", "harian"),
        ("Buruh harian gudang", "harian"),
        ("Tukang cat borongan", "harian"),
        ("Receptionist (Contract Based)", "kontrak"),
        ("Engineer (6 Months Contract)", "kontrak"),
        ("Funding Officer | PKWT", "kontrak"),
        ("Contract Administrator", ""),
        ("Marketing Kontraktor", ""),
        ("Internal Auditor", ""),
        ("Staff Audit Intern", ""),
        ("Full Stack Developer", ""),
        ("Admin Sparepart", ""),
    ],
)
def test_types_in_title(title: str, codes: str) -> None:
    assert {kind.value for kind in read_types(title)} == set(codes.split())
