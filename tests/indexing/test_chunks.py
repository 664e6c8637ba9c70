"""Chunks of ids are looked up: walking an index for each of them would cost a rebuild the square of its rows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, Select, create_engine
from sqlalchemy.orm import InstrumentedAttribute

from app.indexing.vacancy_documents import _public as vacancies
from app.indexing.worker_documents import _public as workers
from app.models import Vacancy, Worker


@pytest.fixture(scope="module")
def sqlite() -> Iterator[Engine]:
    """The tables. PostgreSQL counts its rows before it plans; SQLite guesses."""
    made = create_engine("sqlite://")
    Vacancy.metadata.create_all(made)
    yield made
    made.dispose()


@pytest.mark.parametrize(
    ("query", "key"),
    [(vacancies(), Vacancy.id), (workers(date(2026, 11, 26)), Worker.id)],
    ids=["vacancies", "workers"],
)
def test_every_chunk_is_looked_up_by_id(sqlite: Engine, query: Select[Any], key: InstrumentedAttribute[int]) -> None:
    for asked in (query.where(key > 1).order_by(key).limit(1_000), query.where(key.in_(range(1, 20)))):
        sql = asked.compile(sqlite, compile_kwargs={"literal_binds": True})
        with sqlite.connect() as connection:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
        assert plan[0].startswith(f"SEARCH {key.class_.__tablename__} USING INTEGER PRIMARY KEY"), plan
        assert not [line for line in plan if "TEMP B-TREE" in line]
