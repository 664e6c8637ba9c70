"""What is the embedded engine's own: its folder, its processes, its outages."""

import fcntl
import multiprocessing
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.embedded import EmbeddedEngine
from search.engine import SearchUnavailable
from search.query import SearchQuery
from search.schema import Document
from tests.search.conftest import LANGUAGE
from tests.search.documents import SCHEMA, document, titles

fork = multiprocessing.get_context("fork")


def engine_in(folder: Path, **more: object) -> EmbeddedEngine:
    return EmbeddedEngine(SCHEMA, folder, LANGUAGE, **more)  # type: ignore[arg-type]


def lot(number: int) -> list[Document]:
    """Twenty documents that belong together: an index holds all of them or none."""
    return [document(number * 20 + place, f"Lot{number} Kasir") for place in range(20)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> EmbeddedEngine:
    made = engine_in(folder)
    made.rebuild(titles("Kasir", "Guru"))
    return made


def answers(engine: EmbeddedEngine) -> int:
    return engine.search(SearchQuery("kasir ")).total


def refuses(engine: EmbeddedEngine) -> None:
    """Everything but health says that the index is away."""
    calls: list[Callable[[], object]] = [
        lambda: engine.search(SearchQuery("kasir")),
        lambda: engine.search(SearchQuery()),
        lambda: engine.put(titles("Kasir")),
        lambda: engine.drop([1]),
        engine.ids,
        lambda: engine.documents([1]),
    ]
    for call in calls:
        with pytest.raises(SearchUnavailable):
            call()
    assert not engine.health().available
    assert engine.health().detail


def test_nothing_is_there_before_the_first_build(folder: Path) -> None:
    refuses(engine_in(folder))
    assert not folder.exists()


def test_folder_renamed_away_and_back(engine: EmbeddedEngine, folder: Path) -> None:
    assert answers(engine) == 1
    folder.rename(folder.with_name("away"))
    refuses(engine)
    folder.with_name("away").rename(folder)
    assert answers(engine) == 1
    engine.put([document(3, "Kasir")])
    assert answers(engine) == 2


def test_folder_replaced_by_a_file(engine: EmbeddedEngine, folder: Path) -> None:
    folder.rename(folder.with_name("away"))
    folder.write_text("no folder")
    refuses(engine)
    with pytest.raises(SearchUnavailable):
        engine.rebuild([])
    folder.unlink()
    folder.with_name("away").rename(folder)
    assert answers(engine) == 1


@pytest.mark.parametrize("damage", ["CURRENT", "meta.json", "segments", "generation"])
def test_damage_is_told_and_mended_by_a_rebuild(damage: str, engine: EmbeddedEngine, folder: Path) -> None:
    generation = folder / (folder / "CURRENT").read_text()
    if damage == "CURRENT":
        (folder / "CURRENT").write_bytes(b"\xff\xfe")
    elif damage == "meta.json":
        (generation / "meta.json").write_text("{")
    elif damage == "segments":
        for place in generation.glob("*.idx"):
            place.unlink()
    else:
        shutil.rmtree(generation)
    fresh = engine_in(folder)
    with pytest.raises(SearchUnavailable):
        fresh.search(SearchQuery("kasir"))
    assert not fresh.health().available
    assert fresh.rebuild(titles("Kasir", "Kasir")) == 2
    assert answers(fresh) == answers(engine) == 2


def test_another_schema_version_wants_a_rebuild(engine: EmbeddedEngine, folder: Path) -> None:
    newer = EmbeddedEngine(replace(SCHEMA, version=2, keywords=("place",)), folder, LANGUAGE)
    refuses(newer)
    assert newer.rebuild(titles("Kasir")) == 1
    assert answers(newer) == 1
    assert newer.health().version.startswith("2.")
    refuses(engine)


def test_a_failed_put_leaves_nothing(engine: EmbeddedEngine) -> None:
    def broken() -> Iterator[Document]:
        yield document(7, "Kasir")
        raise KeyError("the database went away")

    with pytest.raises(KeyError):
        engine.put(broken())
    with pytest.raises(ValueError, match="out of range"):
        engine.put([document(8, "Kasir"), document(-1, "Kasir")])
    with pytest.raises(KeyError):
        engine.rebuild(broken())
    assert engine.ids() == {1, 2}


def test_a_second_writer_waits_or_is_told(engine: EmbeddedEngine, folder: Path) -> None:
    with (folder / "LOCK").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(SearchUnavailable, match="another process"):
            engine_in(folder, patience=0.05).put(titles("Kasir"))
        waiting = threading.Thread(target=engine.put, args=([document(3, "Kasir")],))
        waiting.start()
        time.sleep(0.1)
        assert answers(engine) == 1
    waiting.join(10)
    assert answers(engine) == 2


def test_rubbish_is_swept(engine: EmbeddedEngine, folder: Path) -> None:
    generation = folder / (folder / "CURRENT").read_text()
    for rubbish in (generation / ".tmpAbC", folder / "CURRENT.new"):
        rubbish.write_text("")
    (folder / "v1.1-dead").mkdir()
    engine.put(titles("Kasir"))
    assert not list(generation.glob(".tmp*"))
    assert {place.name for place in folder.iterdir()} == {"CURRENT", "LOCK", generation.name}


def test_many_small_writes_leave_few_files(engine: EmbeddedEngine, folder: Path) -> None:
    for number in range(3, 30):
        engine.put([document(number, "Kasir")])
    assert answers(engine) == 28
    assert len(list(folder.rglob("*"))) < 150


def write_lots(folder: Path, first: int, begun: object) -> None:
    engine = engine_in(folder)
    for number in range(first, 1_000_000):
        engine.put(lot(number))
        begun.set()  # type: ignore[attr-defined]


def test_killed_writers_leave_a_whole_index(folder: Path) -> None:
    dice = random.Random(1)
    engine_in(folder).rebuild([])
    first = 0
    for _ in range(6):
        begun = fork.Event()
        writer = fork.Process(target=write_lots, args=(folder, first, begun))
        writer.start()
        begun.wait(20)
        time.sleep(dice.uniform(0.05, 0.25))
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        there = engine_in(folder).ids()
        lots = {identity // 20 for identity in there}
        assert there == {identity for number in lots for identity in range(number * 20, number * 20 + 20)}
        assert lots == set(range(len(lots)))
        assert len(lots) >= first
        first = len(lots)
    assert first > 2
    engine_in(folder).put(lot(first))
    assert answers(engine_in(folder)) == (first + 1) * 20


def rebuild_for_ever(folder: Path, begun: object) -> None:
    engine = engine_in(folder)
    begun.set()  # type: ignore[attr-defined]
    while True:
        engine.rebuild(titles("Kasir", "Guru"))


def test_killed_rebuilds_leave_the_old_index_or_the_new(engine: EmbeddedEngine, folder: Path) -> None:
    for _ in range(4):
        begun = fork.Event()
        builder = fork.Process(target=rebuild_for_ever, args=(folder, begun))
        builder.start()
        begun.wait(20)
        time.sleep(0.15)
        os.kill(builder.pid or 0, signal.SIGKILL)
        builder.join()
        assert engine_in(folder).ids() == engine.ids() == {1, 2}
    engine.put([document(3, "Kasir")])
    assert len([place for place in folder.iterdir() if place.is_dir()]) == 1


def count_until(engine: EmbeddedEngine, wanted: int, said: object) -> None:
    deadline = time.monotonic() + 20
    while answers(engine) != wanted and time.monotonic() < deadline:
        time.sleep(0.01)
    said.put(answers(engine))  # type: ignore[attr-defined]


def test_readers_made_before_a_fork_see_every_commit(engine: EmbeddedEngine) -> None:
    assert answers(engine) == 1  # opened in the parent: the children must not go on with it
    said = fork.Queue()
    readers = [fork.Process(target=count_until, args=(engine, 3, said)) for _ in range(2)]
    for reader in readers:
        reader.start()
    engine.put([document(3, "Kasir")])
    engine.put([document(4, "Kasir")])
    assert [said.get(timeout=30) for _ in readers] == [3, 3]
    for reader in readers:
        reader.join()


def search_for(seconds: float, engine: EmbeddedEngine, said: object) -> None:
    """Counts searches; a failed one is told by its message."""
    deadline = time.monotonic() + seconds
    done = 0
    try:
        while time.monotonic() < deadline:
            assert engine.search(SearchQuery("kasir ", facets=("place",))).total == 200
            assert engine.documents([5])[5].text["title"] == "kasir"
            done += 1
    except Exception as error:
        said.put(repr(error))  # type: ignore[attr-defined]
    else:
        said.put(done)  # type: ignore[attr-defined]


def test_searches_go_on_while_the_index_is_rebuilt(folder: Path) -> None:
    documents = [document(number, "Kasir") for number in range(1, 201)]
    engine = engine_in(folder)
    engine.rebuild(documents)
    said = fork.Queue()
    readers = [fork.Process(target=search_for, args=(2.0, engine_in(folder), said)) for _ in range(2)]
    for reader in readers:
        reader.start()
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        assert engine.rebuild(documents) == 200
    found = [said.get(timeout=30) for _ in readers]
    for reader in readers:
        reader.join()
    assert all(isinstance(done, int) and done > 0 for done in found), found


def test_threads_share_an_engine(engine: EmbeddedEngine) -> None:
    said: list[int] = []
    threads = [threading.Thread(target=lambda: said.append(answers(engine))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [1] * 8


def test_a_whole_title_of_words_that_only_ask_stands_on_top(tmp_path: Path) -> None:
    engine = EmbeddedEngine(SCHEMA, tmp_path, LANGUAGE)
    engine.rebuild(titles("Loker", "Kasir", "Loker", "Sopir"))
    pages = [engine.search(SearchQuery(typed="loker", page=page, per_page=3)).ids for page in (1, 2)]
    assert pages == [(3, 1, 4), (2,)]
    assert engine.search(SearchQuery(typed="loker", sort="newest")).ids == (4, 3, 2, 1)
    assert engine.search(SearchQuery(typed="info loker")).ids == (4, 3, 2, 1)


def test_titles_that_hold_what_a_filter_stands_for_come_first(tmp_path: Path) -> None:
    engine = EmbeddedEngine(SCHEMA, tmp_path, LANGUAGE)
    names = ["Sales Supervisor Jawa Barat", "Sales", "Area Jawa Barat", "Sales Kosmetik", "Sales di Jawa Barat"]
    engine.rebuild([document(n, name, body="sales", place=("32",)) for n, name in enumerate(names, start=1)])
    asked = {"text": "sales ", "lifted": "Jawa Barat", "filters": {"place": ("32",)}, "per_page": 2}
    pages = [engine.search(SearchQuery(page=page, **asked)).ids for page in (1, 2, 3)]  # type: ignore[arg-type]
    assert pages == [(5, 1), (2, 4), (3,)]
    typed = engine.search(SearchQuery(typed="sales supervisor jawa barat", **asked))  # type: ignore[arg-type]
    assert (typed.ids, typed.total) == ((1, 5), 5)
