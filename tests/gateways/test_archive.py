"""The file of a backup: what is damaged, exchanged or half written is none."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from app.gateways.archive import BackupReader, BackupWriter, Damaged
from tests.support.keys import KEYRING


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lamar.cadangan"


def test_a_part_stands_for_no_other_one(file: Path) -> None:
    """Each is encrypted for its place: put in another one's it is damage."""
    with BackupWriter(file, KEYRING) as backup:
        backup.add("tables/a", [b"satu", b"dua"])
        backup.add("tables/b", [b"tiga", b"lima"])
        backup.finish({})
    content = file.read_bytes()
    file.write_bytes(content.replace(b"tables/a", b"tables/x").replace(b"tables/b", b"tables/a"))
    with pytest.raises(Damaged, match="tables/a"):
        BackupReader(file, KEYRING).check()


def test_a_part_of_another_backup_is_damage(file: Path) -> None:
    """Whoever may write where backups lie cannot give themselves the roles of last year."""
    parts: list[dict[str, bytes]] = []
    for rows in (b"lama", b"baru"):
        with BackupWriter(file, KEYRING) as backup:
            backup.add("tables/account_role", [rows])
            backup.finish({})
        with ZipFile(file) as written:
            parts.append({name: written.read(name) for name in written.namelist()})
        file.unlink()
    old, new = parts
    for spliced in (new, new | {"tables/account_role": old["tables/account_role"]}):
        with ZipFile(file, "w") as forged:
            for name, content in spliced.items():
                forged.writestr(name, content)
        if spliced is new:
            BackupReader(file, KEYRING).check()
    with pytest.raises(Damaged):
        BackupReader(file, KEYRING).check()


def test_two_backups_do_not_mix_in_one_file(file: Path) -> None:
    with BackupWriter(file, KEYRING) as one:
        with pytest.raises(BlockingIOError), BackupWriter(file, KEYRING):
            pass
        one.finish({})
    assert BackupReader(file, KEYRING).facts == {}
    assert list(file.parent.iterdir()) == [file]


def test_a_backup_that_fails_leaves_no_file(file: Path) -> None:
    with pytest.raises(ZeroDivisionError), BackupWriter(file, KEYRING) as backup:
        backup.add("tables/a", (bytes(1 // number) for number in (1, 0)))
    assert list(file.parent.iterdir()) == []
