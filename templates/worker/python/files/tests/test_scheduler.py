import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timezone

import pytest
import pytest_asyncio

from service.billing.clean_up import clean_up
from service.database.database import Database, now_text, open_database
from service.jobs.job import Job, NewJob
from service.jobs.job_store import claim, count_jobs, enqueue, fail, find_job, finish, in_ms
from service.jobs.scheduler import RecurringJob, Scheduler
from service.observability.log import create_log
from tests.databases import empty_database

NIGHTLY = RecurringJob("clean-up", "0 3 * * *")


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    async with empty_database() as url:
        database = await open_database(url)
        yield database
        await database.dispose()


def scheduler_at(database: Database, now: datetime) -> Scheduler:
    return Scheduler(database, [NIGHTLY], 60_000, create_log("silent"), clock=lambda: now)


async def test_a_recurring_job_is_enqueued_for_its_next_time_once_however_many_think_of_it(
    database: Database,
) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
    replicas = [scheduler_at(database, noon) for _ in range(2)]
    await asyncio.gather(*(replica.enqueue_next() for replica in replicas))
    async with database.begin() as tx:
        assert await count_jobs(tx) == {"ready": 1}
        job = await find_job(tx, "clean-up-2026-03-02T03:00:00Z")
    assert job is not None
    assert (job.kind, job.run_at) == ("clean-up", "2026-03-02T03:00:00.000+00:00")


async def test_one_that_was_due_while_nobody_ran_is_there_to_be_done_once(
    database: Database,
) -> None:
    long_ago = datetime(2020, 3, 1, 12, tzinfo=timezone.utc)
    await scheduler_at(database, long_ago).enqueue_next()
    await scheduler_at(database, datetime.now(timezone.utc)).enqueue_next()
    async with database.begin() as tx:
        claimed = await claim(tx, 10, 1000)
    assert [job.id for job in claimed] == ["clean-up-2020-03-02T03:00:00Z"]


def test_a_pattern_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="every day"):
        RecurringJob("clean-up", "every day")


async def claimed(database: Database, job_id: str) -> Job:
    async with database.begin() as tx:
        await enqueue(tx, NewJob(job_id, "work", {}))
        [job] = await claim(tx, 1, 60_000)
    return job


async def test_the_clean_up_deletes_what_ended_well_long_ago_and_nothing_else(
    database: Database,
) -> None:
    done, failed = await claimed(database, "done"), await claimed(database, "failed")
    async with database.begin() as tx:
        await finish(tx, done, None)
        await fail(tx, failed, ValueError("no"), run_at=None, is_counted=True)
    assert (await clean_up(database, 60_000)(done)).result == {"deleted": 0}
    # As if a minute had passed: all that has ended by then is old.
    assert (await clean_up(database, -60_000)(done)).result == {"deleted": 1}
    async with database.begin() as tx:
        assert await count_jobs(tx) == {"failed": 1}
    assert in_ms(60_000) > now_text()
