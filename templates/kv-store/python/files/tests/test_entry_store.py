from collections.abc import AsyncIterator
from itertools import permutations

import pytest_asyncio

from service.database.database import Database, open_database
from service.storage import entry_store
from service.storage.entry import Entry, entry_after, version_of


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    database = await open_database("sqlite::memory:")
    yield database
    await database.dispose()


async def keep(database: Database, key: str, entry: Entry) -> None:
    async with database.begin() as tx:
        await entry_store.keep_latest(tx, key, entry)


async def find(database: Database, key: str) -> Entry | None:
    async with database.begin() as tx:
        return await entry_store.find(tx, key)


async def test_the_latest_version_stays_in_whichever_order_the_versions_come(
    database: Database,
) -> None:
    first = entry_after(None, '"a"')
    versions = [first, *(entry_after(first, value) for value in ('"b"', '"c"', None))]
    orders = list(permutations(versions))
    assert len(orders) == 24
    for number, order in enumerate(orders):
        for entry in order:
            await keep(database, f"key-{number}", entry)
        assert await find(database, f"key-{number}") == max(versions, key=version_of)


async def test_an_entry_that_is_kept_twice_is_kept_once(database: Database) -> None:
    entry = entry_after(None, "1")
    await keep(database, "a", entry)
    await keep(database, "a", entry)
    assert await find(database, "a") == entry


async def test_keys_come_in_their_order_from_the_one_after(database: Database) -> None:
    for key in ("b", "a:1", "A", "c"):
        await keep(database, key, entry_after(None, "1"))
    async with database.begin() as tx:
        assert await entry_store.keys(tx, "", 3) == ["A", "a:1", "b"]
        assert await entry_store.keys(tx, "b", 3) == ["c"]
