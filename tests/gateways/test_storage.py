"""Kept files: encrypted, whole, bound to their names."""

import os
import stat
from pathlib import Path

import pytest

from app.gateways.keyring import Keyring, Unreadable
from app.gateways.storage import Missing, Storage
from tests.support.keys import DATA_KEY, INDEX_KEY, KEYRING

CONTENT = b"%PDF-1.7 Surat rahasia perusahaan" * 100


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path / "documents", KEYRING)


def test_a_file_comes_back_and_nothing_of_it_can_be_read(storage: Storage, tmp_path: Path) -> None:
    name = storage.keep(CONTENT)
    assert storage.read(name) == CONTENT
    [path] = (tmp_path / "documents").iterdir()
    assert path.name == name
    assert b"rahasia" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_name_says_nothing_of_its_file(storage: Storage) -> None:
    names = {storage.keep(CONTENT) for _ in range(8)}
    assert len(names) == 8
    assert all(len(set(place)) > 1 for place in zip(*names, strict=True)), "no part of it is the content's"


def test_a_file_in_the_place_of_another_cannot_be_read(storage: Storage, tmp_path: Path) -> None:
    one, other = storage.keep(CONTENT), storage.keep(b"lain")
    folder = tmp_path / "documents"
    (folder / one).replace(folder / other)
    with pytest.raises(Unreadable):
        storage.read(other)
    with pytest.raises(Missing):
        storage.read(one)


@pytest.mark.parametrize("name", ["../secrets/data_keys", "a" * 43 + "/..", "", "x", "a" * 42 + "\n", "." * 43])
def test_only_names_of_the_house_are_looked_for(storage: Storage, name: str) -> None:
    storage.keep(CONTENT)
    with pytest.raises(Missing):
        storage.read(name)
    with pytest.raises(Missing):
        storage.remove(name)


def test_it_has_reached_the_disk_before_it_is_named(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_sync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        order.append("name")
        return real_replace(self, target)

    monkeypatch.setattr("app.gateways.storage.os.fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    storage.keep(CONTENT)
    assert order == ["file", "name", "folder"]


def test_a_full_disk_leaves_nothing_half_written(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.gateways.storage.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        storage.keep(CONTENT)
    assert list((tmp_path / "documents").iterdir()) == []


def test_a_new_key_renews_a_file_once(storage: Storage, tmp_path: Path) -> None:
    name = storage.keep(CONTENT)
    both = Storage(tmp_path / "documents", Keyring([("baru", b"n" * 32), ("uji", DATA_KEY)], INDEX_KEY))
    assert both.renew(name)
    assert not both.renew(name)
    alone = Storage(tmp_path / "documents", Keyring([("baru", b"n" * 32)], INDEX_KEY))
    assert alone.read(name) == CONTENT


def test_old_drafts_of_killed_writers_go(storage: Storage, tmp_path: Path) -> None:
    name = storage.keep(CONTENT)
    folder = tmp_path / "documents"
    draft, strange = folder / f"{name}.0a0b0c0d.new", folder / "catatan.txt"
    draft.write_bytes(b"setengah")
    strange.write_bytes(b"?")
    for path in folder.iterdir():
        os.utime(path, (1_000, 1_000))
    young = storage.keep(b"baru")
    assert list(storage.older_than(2_000)) == [name]
    assert {path.name for path in folder.iterdir()} == {name, young, "catatan.txt"}
