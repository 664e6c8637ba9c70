"""R10: the whole site in one file, and back, from either database to either."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from app.domain.actor import OPERATOR
from app.domain.employer import DocumentKind
from app.domain.worker import NewWorker, Profile, Sex
from app.extensions import db
from app.gateways.anchors import Anchors
from app.gateways.archive import BackupReader, BackupWriter, Damaged
from app.gateways.keyring import Keyring, Unreadable
from app.gateways.storage import Storage
from app.models import Document, SignIn
from app.services import workers
from app.services.audit import anchor_end, check_chain, seal_events
from app.services.backup import LEFT_OUT, Held, NotRestored, back_up, restore
from app.services.backup import Site as Kept
from app.services.documents import Owner, open_document, store_document
from tests.factories.accounts import account, acting, client_as, member, officer
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancies
from tests.factories.workers import certificate, worker
from tests.support import hostile
from tests.support.databases import kinds
from tests.support.keys import DATA_KEY, INDEX_KEY, KEYRING
from tests.support.site import Site

NAME, PHONE = "Budi Rahasia", "081298765432"
_SIZE = 4  # bytes before each piece


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Where the site keeps its files, before the fire."""
    return _kept(tmp_path / "before")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lamar.cadangan"


def _kept(folder: Path, keyring: Keyring = KEYRING, schema: str = "0001") -> Kept:
    return Kept(schema, keyring, Storage(folder / "documents", keyring), Anchors(folder / "anchors"))


def _lived_in(site: Site, kept: Kept) -> None:
    """A site in which every kind of column holds something."""
    mine = employer(name="PT Bara Contoh")
    site.save(mine, *vacancies(3, employer=mine), worker(certificates=[certificate()]))
    client_as(site, officer("moderator", email="petugas@contoh.test"))
    who = acting(site, member(mine))
    profile = Profile("smk", 3, ("721201",), "63.11.06", TODAY)
    command = NewWorker(NAME, TODAY.replace(year=1995), Sex.MALE, profile, "6311991203950004", PHONE, "Gang 1")
    with site.app.app_context():
        workers.register_worker(command, OPERATOR, site.clock, KEYRING)
        for kind in (DocumentKind.NIB, DocumentKind.NPWP):
            store_document(Owner(mine.id), kind, "a.pdf", BytesIO(hostile.pdf()), who, site.clock, kept.storage)
        seal_events(db.session(), KEYRING)
        anchor_end(db.session(), kept.anchors, site.clock)
        db.session.remove()


def _back_up(site: Site, kept: Kept, file: Path) -> Held:
    with site.app.app_context(), BackupWriter(file, KEYRING) as backup:
        return back_up(db.engine, kept, backup, site.clock)


def _restore(site: Site, kept: Kept, file: Path) -> Held:
    with site.app.app_context():
        try:
            return restore(kept, BackupReader(file, kept.keyring), [], site.clock)
        finally:
            db.session.remove()


def _rows(site: Site) -> dict[str, list[Any]]:
    """All that the tables hold."""
    with site.session() as session:
        return {
            table.name: sorted(map(tuple, session.execute(select(table)).all()), key=repr)
            for table in db.metadata.sorted_tables
        }


@pytest.mark.parametrize("target", kinds())
def test_every_row_paper_and_anchor_comes_back(
    site: Site, sites: Callable[[str], Site], kept: Kept, file: Path, tmp_path: Path, target: str
) -> None:
    _lived_in(site, kept)
    before, anchored = _rows(site), list(kept.anchors)
    held = _back_up(site, kept, file)
    other, there = sites(target), _kept(tmp_path / "after")
    other.reset()
    assert _restore(other, there, file) == held
    after = _rows(other)
    assert {name: after[name] for name in before.keys() - LEFT_OUT} == {
        name: before[name] for name in before.keys() - LEFT_OUT
    }
    assert held.papers == 2
    assert held.rows > 10_000, "with the reference data"
    assert list(there.anchors) == anchored != []
    with other.session() as session:
        for paper in session.scalars(select(Document)):
            assert open_document(paper, there.storage) == hostile.pdf()
        found = check_chain(session, KEYRING, there.anchors)
    assert (found.broken_at, found.cut_at, found.links) == (None, None, anchored[-1][0])
    assert other.save(posting(), indexed=False) == [4], "numbers go on behind those that came back"


def test_whoever_was_signed_in_signs_in_again(site: Site, kept: Kept, file: Path, tmp_path: Path) -> None:
    _lived_in(site, kept)
    with site.session() as session:
        assert session.scalars(select(SignIn)).all(), "somebody was"
    _back_up(site, kept, file)
    site.reset()
    _restore(site, _kept(tmp_path / "after"), file)
    after = _rows(site)
    assert [after[name] for name in ("sign_in", "throttle", "search_job", "account_token", "mail")] == [[]] * 5


def test_the_backup_is_of_one_moment(site: Site, kept: Kept, file: Path, tmp_path: Path) -> None:
    """Whoever posts while tables are written is in none of them."""
    _lived_in(site, kept)
    before = _rows(site)

    class Slow(BackupWriter):
        def add(self, part: str, pieces: Any) -> None:
            super().add(part, pieces)
            if part == "tables/chore":
                with db.engine.connect().execution_options(write=True) as writing:
                    writing.execute(db.metadata.tables["vacancy"].update().values(title="Diubah di tengah jalan"))
                    writing.commit()

    with site.app.app_context(), Slow(file, KEYRING) as backup:
        back_up(db.engine, kept, backup, site.clock)
    assert "Diubah di tengah jalan" in repr(_rows(site)["vacancy"])
    site.reset()
    _restore(site, _kept(tmp_path / "after"), file)
    assert _rows(site)["vacancy"] == before["vacancy"]


def test_a_paper_that_is_gone_meanwhile_is_counted(site: Site, kept: Kept, file: Path) -> None:
    _lived_in(site, kept)
    with site.session() as session:
        kept.storage.remove(session.scalars(select(Document.storage_name).limit(1)).one())
    held = _back_up(site, kept, file)
    assert (held.papers, held.missing, held.unreadable) == (1, 1, 0)


def test_a_paper_that_no_key_opens_is_told_and_holds_nothing_up(
    site: Site, kept: Kept, file: Path, tmp_path: Path
) -> None:
    _lived_in(site, kept)
    path = min((tmp_path / "before" / "documents").iterdir())
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    held = _back_up(site, kept, file)
    assert (held.papers, held.missing, held.unreadable) == (1, 0, 1)
    site.reset()
    assert _restore(site, _kept(tmp_path / "after"), file).papers == 1


def test_nobody_reads_it_without_the_keys(site: Site, kept: Kept, file: Path) -> None:
    _lived_in(site, kept)
    _back_up(site, kept, file)
    content = file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [word for word in (NAME, PHONE, "PT Bara Contoh", "petugas@contoh.test") if word.encode() in content] == []
    with pytest.raises(Unreadable):
        BackupReader(file, Keyring([("uji", b"x" * 32)], INDEX_KEY))


def _spoilt(file: Path) -> Iterator[bytes]:
    """One bit other than it was, in parts of every kind; cut off; nothing at all."""
    content = file.read_bytes()
    with ZipFile(file) as parts:
        papers = [one for one in parts.infolist() if one.filename.startswith("documents/")]
        for part in (*map(parts.getinfo, ("tables/chore", "tables/vacancy", "anchors", "contents")), *papers):
            sealed = parts.read(part)[_SIZE : _SIZE + 64]
            at = content.index(sealed) + len(sealed) // 2
            yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    yield from (content[: len(content) // 2], content[:-1], b"")


def test_a_damaged_backup_restores_nothing(site: Site, kept: Kept, file: Path, tmp_path: Path) -> None:
    _lived_in(site, kept)
    _back_up(site, kept, file)
    there, spoilt = _kept(tmp_path / "after"), list(_spoilt(file))
    site.reset()
    empty = _rows(site)
    for content in spoilt:
        file.write_bytes(content)
        with pytest.raises((Damaged, Unreadable)):
            _restore(site, there, file)
        assert _rows(site) == empty
    assert len(spoilt) == 9
    assert not (tmp_path / "after").exists()


def test_a_link_that_is_anchored_meanwhile_is_no_cut(site: Site, kept: Kept, file: Path, tmp_path: Path) -> None:
    """The worker seals and anchors while papers are copied: the anchors of the backup are those of its tables."""
    _lived_in(site, kept)
    before = list(kept.anchors)

    class Slow(BackupWriter):
        def add(self, part: str, pieces: Any) -> None:
            super().add(part, pieces)
            if part.startswith("documents/"):
                kept.anchors.add(1_000, b"x" * 32, site.clock.now())

    with site.app.app_context(), Slow(file, KEYRING) as backup:
        back_up(db.engine, kept, backup, site.clock)
    there = _kept(tmp_path / "after")
    there.anchors.add(7, b"y" * 32, site.clock.now())
    site.reset()
    _restore(site, there, file)
    assert list(there.anchors) == before
    aside = [path for path in (tmp_path / "after").iterdir() if path.name.startswith("anchors.")]
    assert [list(Anchors(path)) for path in aside] == [[(7, b"y" * 32)]], "they tell what was lost"


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"keyring": Keyring([("uji", DATA_KEY)], b"y" * 32)}, "index_key"),
        ({"schema": "0002"}, "schema"),
        ({"keyring": KEYRING}, "data_keys"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(
    site: Site, kept: Kept, file: Path, tmp_path: Path, other: dict[str, Any], problem: str
) -> None:
    two = Keyring([("uji", DATA_KEY), ("lama", b"l" * 32)], INDEX_KEY) if problem == "data_keys" else KEYRING
    _back_up(site, replace(kept, keyring=two), file)
    with pytest.raises(NotRestored) as refused:
        _restore(site, _kept(tmp_path / "after", **other), file)
    assert refused.value.problem == problem


def test_nothing_that_is_there_is_written_over(site: Site, kept: Kept, file: Path, tmp_path: Path) -> None:
    _back_up(site, kept, file)
    site.save(account())
    before = _rows(site)
    with pytest.raises(NotRestored) as refused:
        _restore(site, _kept(tmp_path / "after"), file)
    assert (refused.value.problem, refused.value.found) == ("not_empty", "account")
    assert _rows(site) == before
    with pytest.raises(FileExistsError):
        _back_up(site, kept, file)


def test_the_commands_say_what_they_did(site: Site, tmp_path: Path) -> None:
    _lived_in(site, _kept(site.settings.data_dir))
    file = tmp_path / "satu.cadangan"
    run = site.app.test_cli_runner().invoke
    made = run(args=["data", "backup", str(file)])
    assert made.exit_code == 0, made.output
    assert "baris dan" in made.output
    again = run(args=["data", "backup", str(file)])
    assert again.exit_code == 1
    assert "tidak pernah menimpa berkas" in again.output
    nowhere = run(args=["data", "backup", str(tmp_path / "tidak-ada" / "a")])
    assert nowhere.exit_code == 1
    assert "Cadangan gagal: No such file" in nowhere.output
    silent = run(args=["data", "restore", str(file)])
    assert silent.exit_code == 1
    assert "--no-erasures" in silent.output
    restore_it = ["data", "restore", "--no-erasures", str(file)]
    used = run(args=restore_it)
    assert used.exit_code == 1
    assert "Situs ini sudah dipakai" in used.output
    site.reset()
    back = run(args=restore_it)
    assert back.exit_code == 0, back.output
    assert "Membangun indeks pencarian vacancies" in back.output
    assert "0 penghapusan dan pencabutan sesudah cadangan" in back.output
    assert "3 lowongan" in site.client.get("/lowongan").text
    file.write_bytes(file.read_bytes()[:-1])
    damaged = run(args=restore_it)
    assert damaged.exit_code == 1
    assert "Cadangan rusak" in damaged.output
