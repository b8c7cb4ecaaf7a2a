"""A file that another process is writing to."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from service.database import sqlite
from service.database.database import Database, applied, open_database
from service.database.sqlite import DatabaseBusy


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest_asyncio.fixture
async def database(file: Path) -> AsyncIterator[Database]:
    opened = await open_database(f"sqlite:{file}")
    yield opened
    await opened.dispose()


@pytest.fixture
def other(database: Database, file: Path) -> Iterator[sqlite3.Connection]:
    """In the middle of a write."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


async def count(database: Database) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(select(func.count()).select_from(applied))).scalar())


async def test_who_waits_for_it_does_not_hold_up_everything_else(
    database: Database, other: sqlite3.Connection
) -> None:
    waiting = asyncio.create_task(count(database))
    began_at = time.monotonic()
    for _ in range(20):
        await asyncio.sleep(0.01)
    assert time.monotonic() - began_at < 1
    assert not waiting.done()
    other.execute("COMMIT")
    assert await waiting >= 0


async def test_it_is_a_problem_that_passes_when_it_takes_too_long(
    database: Database, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_S", 0.05)
    with pytest.raises(DatabaseBusy) as found:
        await count(database)
    assert (found.value.status, found.value.retry_after_s) == (503, 1)
    other.execute("COMMIT")
    assert await count(database) >= 0


async def test_nobody_waits_longer_for_standing_in_line(
    database: Database, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_S", 0.2)
    began_at = time.monotonic()
    ends = await asyncio.gather(*(count(database) for _ in range(20)), return_exceptions=True)
    assert [type(end) for end in ends] == [DatabaseBusy] * 20
    assert time.monotonic() - began_at < 2
