"""Education levels as the labour office counts them, lowest first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EducationLevel:
    """`code` is the value of the query name `pendidikan`; `group` is how lists bundle levels."""

    code: str
    label: str
    group: str
    rank: int


_ROWS = (
    ("tidak-sekolah", "Tidak sekolah", "Sekolah dasar", 0),
    ("sd", "SD", "Sekolah dasar", 1),
    ("paket-a", "Paket A", "Sekolah dasar", 1),
    ("smp", "SMP", "Sekolah menengah pertama", 2),
    ("paket-b", "Paket B", "Sekolah menengah pertama", 2),
    ("sma", "SMA", "Sekolah menengah atas", 3),
    ("smk", "SMK", "Sekolah menengah atas", 3),
    ("ma", "MA", "Sekolah menengah atas", 3),
    ("paket-c", "Paket C", "Sekolah menengah atas", 3),
    ("d1", "D1", "Diploma", 4),
    ("d2", "D2", "Diploma", 5),
    ("d3", "D3", "Diploma", 6),
    ("d4", "D4", "Sarjana", 7),
    ("s1", "S1", "Sarjana", 7),
    ("s2", "S2", "Pascasarjana", 8),
    ("s3", "S3", "Pascasarjana", 9),
)
EDUCATION_LEVELS = tuple(EducationLevel(*row) for row in _ROWS)
EDUCATION_CODES = tuple(level.code for level in EDUCATION_LEVELS)
EDUCATION_BY_CODE = {level.code: level for level in EDUCATION_LEVELS}
