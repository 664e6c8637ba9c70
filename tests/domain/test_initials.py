"""Initials: what the check of a certificate shows of a name."""

import pytest

from app.domain.initials import initials


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Budi", "B."), ("Siti Nur Aisyah Rahmah", "S. N. A."), ("  h. muhammad  ", "H. M."), ("(Alm.) Édo", "A. É."),
        ("12 3", ""), ("", ""),
    ],
)  # fmt: skip
def test_initials(name: str, shown: str) -> None:
    assert initials(name) == shown
