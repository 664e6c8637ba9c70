"""A posting asks for exactly the education levels it names."""

import pytest

from app.domain.reading.education import read_education


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Pendidikan min. SMA/SMK sederajat", "sma smk"),
        ("Lulusan S1 Teknik Sipil", "s1"),
        ("min S-1 / D-3", "d3 s1"),
        ("Diutamakan D3/S1", "d3 s1"),
        ("Minimal Strata 1 Hukum", "s1"),
        ("Sarjana Hukum", "s1"),
        ("Sarjana terapan", "d4"),
        ("Pascasarjana", "s2"),
        ("Jenjang: Diploma, Sarjana", "d3 s1"),
        ("Diploma (D1/D2/D3)", "d1 d2 d3"),
        ("SMA / SMK, D1 - D3, S1", "sma smk d1 d2 d3 s1"),
        ("Pendidikan minimal SLTA", "sma smk"),
        ("SMU, SMEA", "sma smk"),
        ("lulusan SMP", "smp"),
        ("Pendidikan minimal SD", "sd"),
        ("Ijazah min paket C/SMA", "sma paket-c"),
        ("terbuka untuk SMA/SMK/MA berpengalaman", "sma smk ma"),
        ("Pendidikan SMA/K Sederajat", "sma smk"),
        ("Pendidikan minimal DIII Keperawatan", "d3"),
        ("maksimal 30 tahunSLTA/DIII", "sma smk d3"),
        ("Pendidikan minimal SMKMempunyai SIM", "smk"),
        ("LULUSAN SMP/SMA (SEDERAJAT)", "smp sma"),
        ("lulusan SMP/MTs sederajat", "smp"),
        ("Pendidikan minimal MTs", "smp"),
    ],
)
def test_levels_are_read(text: str, codes: str) -> None:
    assert read_education("Operator", text) == tuple(codes.split())


@pytest.mark.parametrize(
    "text",
    [
        "senin sd jumat, jam 08.00 sd 17.00", "Mengajar siswa SD, SMP dan SMA", "tutor matematika untuk jenjang SMP",
        "SMK Negeri 1 Paringin membuka lowongan", "Menguasai SAP MM, SD", "LAN, MAN, dan WAN", "Blok D-1 No. 3",
        "pengalaman minimal 1 s.d 2 tahun", "Galaxy S3", "memiliki plasma sawit", "Jam 8 s/d 4", "", "Mengurus SIM D1",
        "PT MTS Group",
    ],
)  # fmt: skip
def test_other_meanings_are_no_demand(text: str) -> None:
    assert read_education("Operator", text) == ()


def test_title_counts_and_a_taught_level_does_not() -> None:
    assert read_education("Magang SMK", "") == ("smk",)
    assert read_education("Guru Matematika SMA", "Pendidikan S1") == ("s1",)


def test_hostile_text_is_read_in_time() -> None:
    assert read_education("S" * 200, "SMA/" * 20_000) == ("sma",)
