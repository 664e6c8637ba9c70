"""`flask import vacancies`: every row is stored once or reported once, whatever the file holds."""

import csv
import gzip
import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.cli import imports
from app.gateways.posting_file import PostingFile
from app.models import Vacancy
from tests.support.site import Site


def row(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"r-{number}", "title": f"Juru Las {number}", "company": None, "location": "Banjarmasin",
        "description": "min. SMK", "salary_min": None, "salary_max": None, "employment_type": None, "category": None,
        "posted_at": "2025-03-01", "source": "x/y (Papan Kerja, Mar 2025)",
    } | changes  # fmt: skip


def lines(*rows: Any) -> bytes:
    return b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in rows)


def run(site: Site, path: Path, *options: str) -> Result:
    return site.app.test_cli_runner().invoke(args=["import", "vacancies", str(path), *options])


def report(site: Site) -> list[list[str]]:
    files = list((site.settings.data_dir / "imports").glob("*.csv"))
    if not files:
        return []
    assert len(files) == 1
    with files[0].open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture(autouse=True)
def no_old_reports(site: Site) -> None:
    for path in (site.settings.data_dir / "imports").glob("*"):
        path.unlink()


def count(site: Site) -> int:
    with site.session() as session:
        return session.scalar(select(func.count()).select_from(Vacancy)) or 0


def test_good_rows_are_findable_and_dates_move(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "lowongan.jsonl.gz"
    path.write_bytes(gzip.compress(lines(row(1), row(2, posted_at="2025-02-28"), row(3, posted_at=None))))
    result = run(site, path)
    assert result.exit_code == 0, result.output
    assert "Lokasi dari isian lokasi" in result.output
    assert re.search(r"Jabatan \(KBJI\) dari judul +3 +0 +100,0", result.output)
    assert site.engine.ids() == {1, 2, 3}
    assert report(site) == []
    with site.session() as session:
        days = [site.clock.day_of(at) for at in session.scalars(select(Vacancy.published_at).order_by(Vacancy.id))]
    assert [str(day) for day in days] == ["2026-11-25", "2026-11-24", "2026-11-25"]


@pytest.mark.parametrize(
    "last",
    [
        lines(row(3, posted_at="2025-03-04")),
        lines(row(3, posted_at="2025-03-04T08:00:00")),
        lines(row(3, posted_at="20250304")),
        b'{"posted_at": "2025-02-01", ' + lines(row(3, posted_at="20250304"))[1:],
        json.dumps(row(3, posted_at="2025-03-04"), indent=None, separators=(" , ", " :  ")).encode(),
    ],
)
def test_the_newest_day_is_found_however_it_is_written(tmp_path: Path, last: bytes) -> None:
    path = tmp_path / "lowongan.jsonl"
    talk = row(2, posted_at="2025-02-28", description='kata "posted_at": "2025-05-05" di dalam teks')
    path.write_bytes(lines(row(1), talk, row(4, posted_at="2031-01-01"), b'{"posted_at": "2025-06-01"', last))
    assert imports._survey(PostingFile(path), date(2026, 11, 25)) == (5, date(2025, 3, 4))


def test_kept_dates_enter_as_expired(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "lowongan.jsonl"
    path.write_bytes(lines(row(1)))
    assert run(site, path, "--keep-dates").exit_code == 0
    with site.session() as session:
        vacancy = session.scalars(select(Vacancy)).one()
        assert (vacancy.status, str(vacancy.closes_on)) == ("expired", "2025-04-30")
    assert site.engine.ids() == set()


def test_every_bad_row_is_reported_once(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "campuran.jsonl"
    huge = b'{"id": "' + b"x" * (1 << 21) + b'"}'
    path.write_bytes(
        lines(
            row(1), b"bukan json", b"[1]", b"\xff\xfe", huge, row(1), row(2, title=""), b"", row(3, salary_min="x"),
            row(4, title=None, company="Hubungi 0812 3456 7890 atau a@b.id"), row(5),
        )
    )  # fmt: skip
    for _ in range(2):
        result = run(site, path)
        assert result.exit_code == 0, result.output
        assert count(site) == 2
        assert [(number, reason) for number, reason, _ in report(site)] == [
            ("2", "bukan JSON"), ("3", "bukan objek JSON"), ("4", "bukan teks UTF-8"), ("5", "baris terlalu panjang"),
            ("6", "id sama dengan baris sebelumnya"), ("7", "isian wajib kosong: title"),
            ("9", "upah bukan angka: salary_min"), ("10", "isian wajib kosong: title"),
        ]  # fmt: skip
    assert "0812" not in "".join(excerpt for _, _, excerpt in report(site))
    assert all(len(excerpt) <= 81 for _, _, excerpt in report(site))


def test_killed_import_completes_when_run_again(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK", 10)
    path = tmp_path / "terputus.jsonl"
    path.write_bytes(lines(*(row(number) for number in range(35)), b"rusak"))
    real, calls = imports.import_postings, []

    def dies(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(imports, "import_postings", dies)
    assert run(site, path).exit_code != 0
    assert count(site) == 20
    monkeypatch.setattr(imports, "import_postings", real)
    assert run(site, path).exit_code == 0
    assert count(site) == 35
    assert len(report(site)) == 1
    assert len(site.engine.ids()) == 35


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (gzip.compress(lines(row(1)) * 200)[:-40], "terpotong"),
        (gzip.compress(lines(row(1)))[:12] + b"\x00" * 40, "rusak"),
        (b"", "kosong"),
        (b"PK\x03\x04" + bytes(range(256)), "bukan berkas JSONL"),
    ],
    ids=["truncated", "damaged", "empty", "binary"],
)
def test_hostile_file_is_refused_in_words(site: Site, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "berkas.jsonl.gz"
    path.write_bytes(content)
    result = run(site, path)
    assert result.exit_code == 1
    assert words in result.output
    assert "Traceback" not in result.output
    assert count(site) == 0


def test_locked_database_ends_in_words(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_arguments: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(imports, "import_postings", locked)
    path = tmp_path / "lowongan.jsonl"
    path.write_bytes(lines(row(1)))
    result = run(site, path)
    assert (result.exit_code, "jalankan perintah yang sama" in result.output) == (1, True)


def test_bomb_is_refused(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.gateways.posting_file.ROOMY", 1 << 20)
    path = tmp_path / "bom.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * (8 << 20)))
    result = run(site, path)
    assert (result.exit_code, "jauh lebih besar" in result.output) == (1, True)


@pytest.mark.postings
def test_real_postings_are_imported_twice_and_stored_once(site: Site) -> None:
    path = os.environ.get("POSTINGS_FILE")
    if not path:
        pytest.skip("needs the real postings: POSTINGS_FILE names no file")
    for _ in range(2):
        assert run(site, Path(path)).exit_code == 0
    with site.session() as session:
        placed = session.scalar(select(func.count(Vacancy.id)).where(Vacancy.places.any())) or 0
    assert count(site) > 10_000
    assert placed / count(site) > 0.95
