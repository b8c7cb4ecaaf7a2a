import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from service.database.database import open_database
from service.inbox.inbox import list_messages, park
from service.messaging.broker import Delivery
from tests.databases import lasting_database


@pytest_asyncio.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    async with lasting_database(tmp_path) as url:
        yield url


async def run(url: str, *arguments: str) -> tuple[int | None, str]:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service.inbox", *arguments),
        env={**os.environ, "DATABASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await program.communicate()
    return program.returncode, said.decode()


async def test_lists_what_is_parked_and_marks_it_for_a_replay(url: str) -> None:
    database = await open_database(url)
    async with database.begin() as tx:
        await park(tx, Delivery("m1", "t", "k", {}), "no reader")
    status, said = await run(url, "list")
    assert status == 0 and "m1" in said and "no reader" in said
    assert await run(url, "replay", "--parked") == (0, "1 will be replayed\n")
    async with database.begin() as tx:
        assert [row.message_id for row in await list_messages(tx, "replay", 10)] == ["m1"]
    await database.dispose()


async def test_a_message_that_is_not_there_ends_with_1(url: str) -> None:
    assert await run(url, "replay", "m1", "m2") == (1, "0 will be replayed\n")


@pytest.mark.parametrize("arguments", [[], ["replay"], ["replay", "m1", "--parked"]])
async def test_what_makes_no_sense_ends_with_2(url: str, arguments: list[str]) -> None:
    status, said = await run(url, *arguments)
    assert status == 2 and "usage" in said
