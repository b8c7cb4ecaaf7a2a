"""What only a real server shows: these run where TEST_DATABASE_URL names one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from sqlalchemy import func, select, text

from service.database import postgres
from service.database.database import Database, applied, open_database
from service.database.locks import exclusively, lock_until_commit
from service.database.postgres import DatabaseUnavailable, PostgresDatabase
from service.problem import Problem
from tests.eventually import eventually
from tests.new_schema import SERVER, new_schema

on_server = pytest.mark.skipif(SERVER is None, reason="TEST_DATABASE_URL names no server")
Open = Callable[[], Awaitable[Database]]


@pytest_asyncio.fixture
async def replica() -> AsyncIterator[Open]:
    """Opens the database of the test once more."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(new_schema(str(SERVER)))

        async def open_replica() -> Database:
            database = await open_database(url)
            stack.push_async_callback(database.dispose)
            return database

        yield open_replica


async def migrations(database: Database) -> int:
    async with database.begin() as tx:
        return int((await tx.execute(select(func.count()).select_from(applied))).scalar())


@on_server
async def test_replicas_that_start_at_once_bring_the_tables_up_to_date_together(
    replica: Open,
) -> None:
    replicas = await asyncio.gather(*(replica() for _ in range(4)))
    counts = [await migrations(database) for database in replicas]
    assert counts[0] > 0
    assert set(counts) == {counts[0]}


@on_server
async def test_what_was_done_in_another_schema_is_not_taken_for_done_here(replica: Open) -> None:
    count = await migrations(await replica())
    async with new_schema(str(SERVER)) as url:
        other = await open_database(url)
        assert await migrations(other) == count
        await other.dispose()


@on_server
async def test_a_transaction_that_raises_leaves_nothing(replica: Open) -> None:
    database = await replica()
    with pytest.raises(ValueError, match="changed my mind"):
        async with database.begin() as tx:
            await tx.execute(applied.delete())
            raise ValueError("changed my mind")
    assert await migrations(database) > 0


@on_server
async def test_of_two_replicas_one_at_a_time_does_what_is_to_be_done_exclusively(
    replica: Open,
) -> None:
    under_way = 0
    most = 0

    async def work(database: Database) -> None:
        nonlocal under_way, most
        async with exclusively(database, "work"):
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0.01)
            under_way -= 1

    replicas = [await replica(), await replica()]
    await asyncio.gather(*(work(database) for database in replicas * 3))
    assert most == 1


@on_server
async def test_locks_of_other_names_do_not_wait_for_each_other(replica: Open) -> None:
    database = await replica()
    async with asyncio.timeout(5), database.begin() as tx:
        await lock_until_commit(tx, "one")
        async with exclusively(database, "another"):
            pass


@on_server
async def test_a_connection_that_the_server_ends_is_replaced_by_another(replica: Open) -> None:
    database, killer = await replica(), await replica()
    async with database.begin() as tx:
        pid = (await tx.execute(text("SELECT pg_backend_pid()"))).scalar()
    async with killer.begin() as tx:
        await tx.execute(text("SELECT pg_terminate_backend(:pid)"), [{"pid": pid}])

    async def is_well() -> bool:
        try:
            return await migrations(database) > 0
        except DatabaseUnavailable:
            return False

    await eventually(is_well, 5)


@on_server
async def test_a_connection_that_ends_within_a_transaction_says_that_there_is_no_database(
    replica: Open,
) -> None:
    database, killer = await replica(), await replica()
    with pytest.raises(DatabaseUnavailable):
        async with database.begin() as tx:
            pid = (await tx.execute(text("SELECT pg_backend_pid()"))).scalar()
            async with killer.begin() as other:
                await other.execute(text("SELECT pg_terminate_backend(:pid)"), [{"pid": pid}])
            await tx.execute(text("SELECT 1"))


@on_server
async def test_a_replica_that_stands_still_in_a_transaction_does_not_keep_its_locks(
    replica: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "IDLE_S", 1)
    still, other = await replica(), await replica()
    with pytest.raises(DatabaseUnavailable):
        async with still.begin() as tx:
            await lock_until_commit(tx, "work")
            async with asyncio.timeout(10), exclusively(other, "work"):
                pass


@on_server
async def test_a_text_that_the_server_cannot_keep_is_said_to_be_wrong(replica: Open) -> None:
    database = await replica()
    with pytest.raises(Problem) as found:
        async with database.begin() as tx:
            await tx.execute(applied.insert(), [{"name": "a\0b", "applied_at": ""}])
    assert found.value.status == 400


async def test_a_server_that_is_not_there_is_a_problem_that_passes() -> None:
    # Nobody listens on port 1.
    database = PostgresDatabase("postgresql://orders@127.0.0.1:1/orders")
    with pytest.raises(DatabaseUnavailable) as found:
        async with database.begin():
            pass
    assert (found.value.status, found.value.retry_after_s) == (503, 1)
    await database.dispose()


async def test_the_start_fails_and_names_the_variable() -> None:
    with pytest.raises(RuntimeError, match="DATABASE_URL"):
        await open_database("postgresql://orders@127.0.0.1:1/orders")
