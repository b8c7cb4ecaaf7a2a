import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from sqlalchemy import delete

from service.database.database import Database, open_database
from service.database.tables.jobs import jobs
from service.jobs.job_store import find_job
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.dead_letters.commands import run_command
from service.patterns.dead_letters.park_jobs import ParkJobs
from tests.conftest import Client, StartService
from tests.databases import lasting_database
from tests.eventually import eventually
from tests.slow_reader import SlowReader
from tools.fake_dependencies import FakeDependencies

RECEIPT = {"kind": "receipt", "customer": "Ada", "text": "Hello"}
PARKED = 'dead_letters{source="receipt"}'


class Setup:
    """The worker, and beside it somebody who looks into the same data."""

    def __init__(self, service: Client, database: Database, url: str) -> None:
        self.service = service
        self.database = database
        self.url = url

    async def run(self, *arguments: str) -> tuple[int, str]:
        return await run_command(self.database, list(arguments))

    async def failures(self) -> int:
        _, said = await self.run("show", "receipt/a1", "--json")
        return len(json.loads(said)["failures"])


@pytest_asyncio.fixture
async def setup(start_service: StartService, tmp_path: Path) -> AsyncIterator[Setup]:
    async with lasting_database(tmp_path) as url:
        service = await start_service(DATABASE_URL=url, JOB_ATTEMPTS="2")
        database = await open_database(url)
        yield Setup(service, database, url)
        await database.dispose()
        await service.service.stop()


async def park_receipt(setup: Setup, fakes: FakeDependencies) -> None:
    fakes.modes["notifications"] = "refuse"
    await setup.service.put("a1", RECEIPT)
    await eventually(setup.service.shows(PARKED, 1))


async def test_a_job_that_failed_for_good_is_parked_with_its_history(
    setup: Setup, fakes: FakeDependencies
) -> None:
    await park_receipt(setup, fakes)
    letter = json.loads((await setup.run("show", "receipt/a1", "--json"))[1])
    assert (letter["state"], letter["attempts"]) == ("parked", 2)
    assert letter["item"]["payload"]["kind"] == "receipt"
    assert len(letter["failures"]) == 2


async def test_a_redrive_starts_it_anew_under_its_own_id_and_its_letter_is_gone_when_it_is_done(
    setup: Setup, fakes: FakeDependencies
) -> None:
    await park_receipt(setup, fakes)
    fakes.modes["notifications"] = "ok"
    assert (await setup.run("retry", "receipt/a1"))[0] == 0
    await eventually(setup.service.has("a1", "done"))
    assert fakes.sent["a1"] == "Hello"
    assert await setup.run("list", "--all") == (0, "Nothing is parked.")


async def test_a_redrive_that_fails_is_parked_again_with_its_whole_history(
    setup: Setup, fakes: FakeDependencies
) -> None:
    await park_receipt(setup, fakes)
    await setup.run("retry", "--all")

    async def has_failed_again() -> bool:
        return await setup.failures() == 4

    await eventually(has_failed_again)
    await eventually(setup.service.shows(PARKED, 1))


async def test_a_redrive_of_a_job_that_is_there_no_more_is_parked_again_and_says_so(
    setup: Setup, fakes: FakeDependencies
) -> None:
    await park_receipt(setup, fakes)
    async with setup.database.begin() as tx:
        await tx.execute(delete(jobs).where(jobs.c.id == "a1"))
    await setup.run("retry", "receipt/a1")

    async def says_so() -> bool:
        return "there no more" in (await setup.run("list"))[1]

    await eventually(says_so)
    await eventually(setup.service.shows(PARKED, 1))


async def test_a_redrive_that_another_replica_has_made_since_and_that_failed_is_not_made_again(
    setup: Setup, fakes: FakeDependencies, start_service: StartService
) -> None:
    await park_receipt(setup, fakes)
    await setup.service.service.stop()
    await setup.run("retry", "receipt/a1")

    async def another_makes_it() -> None:
        other = await start_service(DATABASE_URL=setup.url, JOB_ATTEMPTS="2")
        await eventually(other.shows(PARKED, 1))
        await other.service.stop()

    late = SlowReader(setup.database, another_makes_it)
    replica = ParkJobs(late, 60_000, create_log("silent"), Metrics())
    replica.start()
    await eventually(lambda: late.transactions > 1)
    await replica.stop()
    async with setup.database.begin() as tx:
        job = await find_job(tx, "a1")
    assert job is not None and job.status == "failed"
    letter = json.loads((await setup.run("show", "receipt/a1", "--json"))[1])
    assert (letter["state"], letter["attempts"]) == ("parked", 4)


async def test_a_job_that_waits_for_a_service_which_is_down_is_not_parked(
    setup: Setup, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "fail"
    await setup.service.put("a1")
    await eventually(lambda: fakes.requests["payments"] > 3)
    fakes.modes["payments"] = "ok"
    await eventually(setup.service.has("a1", "done"))
    assert await setup.run("list", "--all") == (0, "Nothing is parked.")
