from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Literal

import pytest_asyncio

from service.database.database import Database, open_database
from service.observability.log import create_log
from service.patterns.dead_letters.redrive import Redriver
from service.patterns.dead_letters.store import (
    DeadLetter,
    Item,
    end_redrive,
    failure_of,
    find_letter,
    note_failure,
    remove,
    request_redrive,
)
from tests.databases import empty_database
from tests.eventually import eventually

ITEM = Item("mail", "m1", {"n": 1})
Outcome = Literal["handled", "on its way"]


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    """With one letter that somebody wants tried again."""
    async with empty_database() as url:
        database = await open_database(url)
        await fail(database, "first")
        async with database.begin() as tx:
            await request_redrive(tx, ITEM.letter_id)
        yield database
        await database.dispose()


async def fail(database: Database, why: str) -> None:
    async with database.begin() as tx:
        await note_failure(tx, ITEM, failure_of(ValueError(why), False), "parked")


async def redrive(
    database: Database, how: Callable[[], Awaitable[Outcome]]
) -> tuple[str, list[str]] | None:
    """The state of the letter and its failures, once it was tried."""
    begun: list[str] = []

    async def handle(letter: DeadLetter) -> Outcome:
        begun.append(letter.id)
        return await how()

    redriver = Redriver(database, handle, 60_000, create_log("silent"))
    redriver.start()
    await eventually(lambda: begun == [ITEM.letter_id])
    await redriver.stop()
    async with database.begin() as tx:
        letter = await find_letter(tx, ITEM.letter_id)
    if letter is None:
        return None
    return letter.state, [failure.error for failure in letter.failures]


async def test_what_was_handled_is_gone(database: Database) -> None:
    async def handled() -> Outcome:
        return "handled"

    assert await redrive(database, handled) is None


async def test_what_failed_is_parked_again(database: Database) -> None:
    async def refused() -> Outcome:
        raise ValueError("again")

    failures = ["ValueError: first", "ValueError: again"]
    assert await redrive(database, refused) == ("parked", failures)


async def test_what_is_on_its_way_and_has_failed_again_before_that_was_noted_stays_parked(
    database: Database,
) -> None:
    async def too_fast() -> Outcome:
        async with database.begin() as tx:
            assert await end_redrive(tx, ITEM.letter_id, "trying")
        await fail(database, "again")
        async with database.begin() as tx:
            assert not await end_redrive(tx, ITEM.letter_id, "trying")
        return "on its way"

    failures = ["ValueError: first", "ValueError: again"]
    assert await redrive(database, too_fast) == ("parked", failures)


async def test_what_failed_here_while_somebody_else_handled_it_is_not_parked(
    database: Database,
) -> None:
    async def too_late() -> Outcome:
        async with database.begin() as tx:
            await remove(tx, ITEM.letter_id)
        raise ValueError("too late")

    assert await redrive(database, too_late) is None
