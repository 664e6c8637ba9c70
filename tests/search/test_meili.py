"""What is the Meilisearch engine's own: its server's names, settings, tasks and outages."""

import multiprocessing
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from search.engine import IndexMissing, SearchUnavailable
from search.language import Language, collect
from search.meili import MeilisearchEngine, Server, documents
from search.meili import index as writing
from search.meili.keys import make
from search.query import SearchQuery
from search.schema import Document
from tests.search.conftest import LANGUAGE, MEILI_KEY, MEILI_URL, ids, served
from tests.search.documents import SCHEMA, document, titles

fork = multiprocessing.get_context("fork")
OTHER = Language(synonyms=collect([("both", "satpam | penjaga", "")]))


def on_server(function: object) -> object:
    for mark in served:
        function = mark(function)
    return function


@pytest.fixture
def prefix(meili_prefix: str, request: pytest.FixtureRequest) -> str:
    """Names of the test's own."""
    return f"{meili_prefix}{abs(hash(request.node.name)) % 10**8}"


def engine_at(prefix: str, language: Language = LANGUAGE, version: int = 1, key: str = "") -> MeilisearchEngine:
    server = Server(MEILI_URL, key or MEILI_KEY, answer=10.0)
    return MeilisearchEngine(replace(SCHEMA, version=version), server, prefix, language)


def there(prefix: str) -> list[str]:
    """The site's indexes by the end of their names."""
    found = Server(MEILI_URL, MEILI_KEY).writer.get_indexes({"limit": 1_000})["results"]
    return sorted(index.uid.removeprefix(f"{prefix}-") for index in found if index.uid.startswith(f"{prefix}-"))


@on_server
def test_nothing_is_written_to_an_index_that_is_not_there(prefix: str) -> None:
    engine = engine_at(prefix)
    for call in (lambda: engine.put(titles("Kasir")), lambda: engine.drop([1]), lambda: engine.search(SearchQuery())):
        with pytest.raises(IndexMissing):
            call()
    assert engine.health().missing
    assert there(prefix) == []


@on_server
def test_settings_are_sent_only_when_they_differ(prefix: str) -> None:
    engine = engine_at(prefix)
    engine.rebuild(titles("Penjaga", "Satpam"))
    tasks = len(
        Server(MEILI_URL, MEILI_KEY).writer.get_tasks({"limit": 1_000, "indexUids": [engine._index.uid]}).results
    )
    assert engine.apply_settings() == ()
    writer = Server(MEILI_URL, MEILI_KEY).writer
    assert len(writer.get_tasks({"limit": 1_000, "indexUids": [engine._index.uid]}).results) == tasks
    changed = engine_at(prefix, OTHER)
    assert changed.apply_settings() == ("synonyms", "typoTolerance")
    assert set(ids(changed, "satpam ")) == {1, 2}
    assert changed.apply_settings() == ()


@on_server
def test_another_version_is_not_seen_and_goes_when_this_one_stands(prefix: str) -> None:
    old, new = engine_at(prefix), engine_at(prefix, version=2)
    old.rebuild(titles("Kasir"))
    assert new.health().missing
    assert new.rebuild(titles("Kasir", "Guru")) == 2
    assert there(prefix) == [f"trial-v2-{documents.FORMAT}-{SCHEMA.counting}"]
    assert old.health().missing


@on_server
def test_half_built_indexes_are_swept_when_nobody_builds_them(prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_at(prefix)
    server = Server(MEILI_URL, MEILI_KEY)
    left = f"{engine._index.uid}-bdead"
    server.succeeded(server.writer.create_index(left).task_uid, "leaving one")
    engine.rebuild(titles("Kasir"))
    assert left.removeprefix(f"{prefix}-") in there(prefix)  # it may be another process that builds
    monkeypatch.setattr(writing, "ABANDONED", 0.0)
    engine.rebuild(titles("Kasir"))
    assert there(prefix) == [f"trial-v1-{documents.FORMAT}-{SCHEMA.counting}"]


@on_server
def test_a_failed_rebuild_leaves_the_live_index_and_nothing_else(prefix: str) -> None:
    def broken() -> Iterator[Document]:
        yield document(1, "Guru")
        raise KeyError("no such row")

    engine = engine_at(prefix)
    engine.rebuild(titles("Kasir", "Kasir"))
    with pytest.raises(KeyError):
        engine.rebuild(broken())
    assert engine.ids() == {1, 2}
    assert there(prefix) == [f"trial-v1-{documents.FORMAT}-{SCHEMA.counting}"]


@on_server
def test_writes_go_on_while_another_index_is_built(prefix: str) -> None:
    engine, seen = engine_at(prefix), []

    def slowly() -> Iterator[Document]:
        yield document(1, "Kasir")
        engine.put([document(2, "Kasir")])
        seen.append(set(ids(engine, "kasir ")))
        yield document(2, "Kasir")

    engine.rebuild(titles("Kasir"))
    engine.rebuild(slowly())
    assert seen == [{1, 2}]
    assert engine.ids() == {1, 2}


@on_server
def test_a_refused_document_is_named_and_keeps_no_other_out(prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, whole = engine_at(prefix), documents.entry

    def spoiled(made: Document, schema: object) -> dict[str, object]:
        return whole(made, SCHEMA) | ({"id": "two words"} if made.id == 3 else {})

    engine.rebuild([])
    monkeypatch.setattr(documents, "entry", spoiled)
    with pytest.raises(SearchUnavailable, match=r"refuses documents: 3 \(invalid_document_id\)$"):
        engine.put(titles("Kasir", "Kasir", "Kasir", "Kasir", "Kasir"))
    assert engine.ids() == {1, 2, 4, 5}


@on_server
def test_far_pages_are_asked_for_once_they_exist(prefix: str) -> None:
    engine, asked = engine_at(prefix), []
    engine.rebuild(titles(*["Kasir"] * 1_030))
    whole = engine._ask
    engine._ask = lambda questions, *client: asked.append(len(questions)) or whole(questions, *client)  # type: ignore
    found = [ids_ for page in (51, 52) for ids_ in engine.search(SearchQuery("kasir ", page=page)).ids]
    assert found == list(range(30, 0, -1))
    assert asked == [1, 1, 1, 1]
    assert engine.search(SearchQuery("kasir ", page=53)).ids == ()
    assert len(asked) == 5


@on_server
def test_a_word_with_a_wrong_beginning_is_looked_up_among_the_titles(prefix: str) -> None:
    engine = engine_at(prefix, Language())
    engine.rebuild(titles("Operator Ekskavator", "Student Advisor", "Sales Wires", "Sales Tires", "Sales Tires"))
    assert ids(engine, "kstudent advisor ") == [2]
    assert ids(engine, "ales xires ") == [5, 4]  # of two near words the more frequent one
    assert ids(engine, "eksavator opertor ") == [1]
    assert ids(engine, '"ales" tires ') == ids(engine, "zzzz tires ") == []
    assert ids(engine, "student sales ") == []  # both exist, so neither is put right
    assert ids(engine, "kstudent ", filters={"place": ("99",)}) == []


@on_server
def test_keys_open_this_sites_indexes_only(prefix: str) -> None:
    made = make(MEILI_URL, MEILI_KEY, prefix)
    assert make(MEILI_URL, MEILI_KEY, prefix) == made
    engine = engine_at(prefix, key=made.writes)
    engine.rebuild(titles("Kasir", "Guru"))
    engine.rebuild(titles("Kasir", "Guru"))
    engine.put([document(3, "Bidan")])
    engine.drop([1])
    assert engine.ids() == {2, 3}
    reader = engine_at(prefix, key=made.searches)
    assert reader.health().documents == 2
    assert ids(reader, "bidan ") == [3]
    for call in (lambda: reader.drop([3]), lambda: engine_at(f"{prefix}x", key=made.writes).rebuild([])):
        with pytest.raises(SearchUnavailable, match="invalid_api_key"):
            call()
    owner = Server(MEILI_URL, MEILI_KEY).writer
    for key in (made.writes, made.searches):
        owner.delete_key(key)


@on_server
def test_a_title_typed_in_full_comes_first_on_every_page(prefix: str) -> None:
    """The server is sent less than was typed; pages fit together all the same."""
    engine = engine_at(prefix)
    engine.rebuild(titles(*["Guru", "Guru di Toko", "Guru SD", "Guru di Toko"] * 3))
    query = SearchQuery("guru di toko ", per_page=2)
    paged = [engine.search(replace(query, page=page)).ids for page in range(1, 4)]
    assert paged == [(12, 10), (8, 6), (4, 2)]
    rest = SearchQuery("guru ", typed="Guru SD", per_page=5)
    pages = [engine.search(replace(rest, page=page)) for page in range(1, 4)]
    assert pages[0].ids[:3] == (11, 7, 3)
    assert sorted(identity for page in pages for identity in page.ids) == list(range(1, 13))
    assert {page.total for page in pages} == {12}


@on_server
def test_threads_and_forks_share_an_engine(prefix: str) -> None:
    engine = engine_at(prefix)
    engine.rebuild(titles("Kasir"))
    said: list[list[int]] = []
    threads = [threading.Thread(target=lambda: said.append(ids(engine, "kasir "))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [[1]] * 6
    answers = fork.Queue()
    children = [fork.Process(target=lambda: answers.put(ids(engine, "kasir "))) for _ in range(2)]
    for child in children:
        child.start()
    assert [answers.get(timeout=30) for _ in children] == [[1], [1]]
    for child in children:
        child.join()


@pytest.mark.meili
def test_no_server_is_an_outage_at_once() -> None:
    engine = MeilisearchEngine(SCHEMA, Server("http://127.0.0.1:9", "none"), "x", LANGUAGE)
    assert not engine.health().available
    with pytest.raises(SearchUnavailable):
        engine.search(SearchQuery("kasir"))
