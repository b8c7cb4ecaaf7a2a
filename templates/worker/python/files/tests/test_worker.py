import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text, update

from service.database.database import Database, open_database
from service.database.tables.jobs import jobs
from service.jobs.job import HopelessJob, Job, JobHandler, LeaseLost, NewJob, Outcome
from service.jobs.job_store import claim, enqueue, find_job, finish, in_ms, renew
from service.jobs.retry_schedule import RetrySchedule
from service.jobs.worker import Worker, WorkerOptions
from service.observability.log import create_log
from service.observability.metrics import Metrics
from tests.databases import empty_database
from tests.eventually import eventually

SCHEDULE = RetrySchedule(max_attempts=3, initial_ms=1, max_ms=2, give_up_ms=60_000)


class Setup:
    """The table of jobs, and workers on it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.metrics = Metrics()
        self.workers: list[Worker] = []

    async def enqueue(self, job_id: str, **fields: Any) -> None:
        new: dict[str, Any] = {"kind": "work", "payload": {}, **fields}
        async with self.database.begin() as tx:
            await enqueue(tx, NewJob(job_id, **new))

    async def claim(self, limit: int, lease_ms: int = 60_000) -> list[Job]:
        async with self.database.begin() as tx:
            return await claim(tx, limit, lease_ms)

    async def claim_ids(self, limit: int, lease_ms: int = 60_000) -> list[str]:
        return [job.id for job in await self.claim(limit, lease_ms)]

    async def status_of(self, job_id: str) -> str | None:
        async with self.database.begin() as tx:
            job = await find_job(tx, job_id)
        return None if job is None else job.status

    def has(self, job_id: str, status: str) -> Callable[[], Awaitable[bool]]:
        """For `eventually`."""

        async def look() -> bool:
            return await self.status_of(job_id) == status

        return look

    def work(self, handler: JobHandler, lease_ms: int = 60_000) -> Worker:
        """Two jobs at once; stopped with the test."""
        options = WorkerOptions(2, lease_ms, 5, SCHEDULE)
        log = create_log("silent")
        worker = Worker(options, self.database, {"work": handler}, [], log, self.metrics)
        self.workers.append(worker)
        worker.start()
        return worker

    def leases_lost(self) -> float | None:
        return self.metrics.registry.get_sample_value("job_leases_lost_total")


class Gate:
    """A handler that waits until it is let go."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self._open = asyncio.Event()

    async def handle(self, job: Job) -> Outcome:
        self.started.append(job.id)
        await self._open.wait()
        return Outcome()

    def open(self) -> None:
        self._open.set()


class Endless:
    """A handler that goes on for long when it is called first, and tells whether that was ended."""

    def __init__(self) -> None:
        self.started = asyncio.Event()
        self.was_cancelled = asyncio.Event()

    async def handle(self, _: Job) -> Outcome:
        if not self.started.is_set():
            self.started.set()
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                self.was_cancelled.set()
                raise
        return Outcome()


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    async with empty_database() as url:
        database = await open_database(url)
        setup = Setup(database)
        yield setup
        for worker in setup.workers:
            await worker.stop()
        await database.dispose()


async def test_each_job_is_claimed_by_one_of_many_who_ask_at_once(setup: Setup) -> None:
    for number in range(20):
        await setup.enqueue(f"j{number}")
    claims = await asyncio.gather(*(setup.claim_ids(5) for _ in range(6)))
    ids = [job_id for claimed in claims for job_id in claimed]
    assert len(ids) == len(set(ids)) == 20


async def test_no_job_is_claimed_before_its_time(setup: Setup) -> None:
    await setup.enqueue("later", run_at=in_ms(60_000))
    assert await setup.claim_ids(5) == []


async def test_an_urgent_job_is_claimed_first_but_not_before_one_that_has_waited_for_long(
    setup: Setup,
) -> None:
    await setup.enqueue("normal")
    await setup.enqueue("old", run_at=in_ms(-120_000))
    await setup.enqueue("urgent", priority="urgent")
    assert await setup.claim_ids(5) == ["old", "urgent", "normal"]


async def test_a_job_is_claimed_again_when_its_lease_is_over_and_not_before(
    setup: Setup,
) -> None:
    await setup.enqueue("j1")
    assert await setup.claim_ids(5) == ["j1"]
    assert await setup.claim_ids(5) == []
    async with setup.database.begin() as tx:
        await tx.execute(update(jobs).values(lease_until=in_ms(-1)))
    assert await setup.claim_ids(5) == ["j1"]


async def test_what_the_one_before_writes_is_too_late_it_is_fenced_off_by_its_token(
    setup: Setup,
) -> None:
    await setup.enqueue("j1")
    [late] = await setup.claim(1, lease_ms=-1)
    assert await setup.claim_ids(1) == ["j1"]
    with pytest.raises(LeaseLost):
        async with setup.database.begin() as tx:
            await finish(tx, late, "late")
    async with setup.database.begin() as tx:
        assert not await renew(tx, late, 1000)
    assert await setup.status_of("j1") == "running"


async def test_no_more_jobs_are_done_at_once_than_may_be(setup: Setup) -> None:
    gate = Gate()
    for job_id in ("j1", "j2", "j3"):
        await setup.enqueue(job_id)
    setup.work(gate.handle)
    await eventually(lambda: len(gate.started) == 2)
    await asyncio.sleep(0.03)
    assert sorted(gate.started) == ["j1", "j2"]
    gate.open()
    await eventually(lambda: len(gate.started) == 3)


async def test_a_job_that_failed_is_tried_again_and_fails_for_good_after_its_last_attempt(
    setup: Setup,
) -> None:
    seen: list[int] = []

    async def handle(job: Job) -> Outcome:
        seen.append(job.attempts)
        raise ValueError("no")

    await setup.enqueue("j1")
    setup.work(handle)
    await eventually(setup.has("j1", "failed"))
    assert seen == [1, 2, 3]


async def test_a_job_that_is_hopeless_or_of_a_kind_that_nobody_does_is_not_tried_again(
    setup: Setup,
) -> None:
    calls = 0

    async def handle(_: Job) -> Outcome:
        nonlocal calls
        calls += 1
        raise HopelessJob("never")

    await setup.enqueue("j1")
    await setup.enqueue("j2", kind="unknown")
    setup.work(handle)
    await eventually(setup.has("j1", "failed"))
    await eventually(setup.has("j2", "failed"))
    assert calls == 1


async def test_a_job_that_has_ended_every_process_that_tried_it_is_given_up(
    setup: Setup,
) -> None:
    gate = Gate()
    await setup.enqueue("j1")
    for _ in range(SCHEDULE.max_attempts):
        assert await setup.claim_ids(1, lease_ms=-1) == ["j1"]
    setup.work(gate.handle)
    await eventually(setup.has("j1", "failed"))
    assert gate.started == []


async def test_a_job_that_takes_longer_than_a_lease_is_kept(setup: Setup) -> None:
    gate = Gate()
    await setup.enqueue("j1")
    setup.work(gate.handle, lease_ms=900)
    await eventually(lambda: gate.started == ["j1"])
    await asyncio.sleep(1.5)
    assert await setup.claim_ids(1) == []
    gate.open()
    await eventually(setup.has("j1", "done"))


async def test_a_handler_whose_lease_is_lost_is_cancelled_and_nothing_of_it_is_written(
    setup: Setup,
) -> None:
    started = asyncio.Event()
    was_cancelled = asyncio.Event()

    async def handle(_: Job) -> Outcome:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            was_cancelled.set()
        return Outcome(following=[NewJob("follows", "work", {})])

    await setup.enqueue("j1")
    setup.work(handle, lease_ms=300)
    await started.wait()
    theirs = {"lease_token": "somebody else", "lease_until": "9999-12-31T00:00:00.000+00:00"}
    async with setup.database.begin() as tx:
        await tx.execute(update(jobs).values(**theirs))
    await eventually(lambda: setup.leases_lost() == 1)
    assert was_cancelled.is_set()
    assert await setup.status_of("follows") is None


async def test_a_handler_is_cancelled_when_its_lease_runs_out_while_the_database_says_nothing(
    setup: Setup,
) -> None:
    endless = Endless()
    await setup.enqueue("j1")
    setup.work(endless.handle, lease_ms=300)
    await endless.started.wait()
    async with setup.database.begin() as tx:
        # Whoever renews waits for this transaction.
        await tx.execute(update(jobs).values(last_error=None))
        async with asyncio.timeout(3):
            await endless.was_cancelled.wait()
    await eventually(lambda: setup.leases_lost() == 1)


async def test_a_handler_is_cancelled_when_its_lease_runs_out_while_the_database_fails(
    setup: Setup,
) -> None:
    endless = Endless()
    await setup.enqueue("j1")
    setup.work(endless.handle, lease_ms=300)
    await endless.started.wait()
    async with setup.database.begin() as tx:
        await tx.execute(text("ALTER TABLE jobs RENAME TO away"))
    try:
        async with asyncio.timeout(3):
            await endless.was_cancelled.wait()
    finally:
        async with setup.database.begin() as tx:
            await tx.execute(text("ALTER TABLE away RENAME TO jobs"))


async def test_what_follows_from_a_job_is_enqueued_with_its_end(setup: Setup) -> None:
    done: list[str] = []

    async def handle(job: Job) -> Outcome:
        done.append(job.id)
        return Outcome(following=[NewJob("j2", "work", {})] if job.id == "j1" else [])

    await setup.enqueue("j1")
    setup.work(handle)
    await eventually(lambda: done == ["j1", "j2"])


async def test_a_worker_that_stops_claims_nothing_more_and_waits_for_what_is_running(
    setup: Setup,
) -> None:
    gate = Gate()
    for job_id in ("j1", "j2", "j3"):
        await setup.enqueue(job_id)
    worker = setup.work(gate.handle)
    await eventually(lambda: len(gate.started) == 2)
    stopping = asyncio.create_task(worker.stop())
    await asyncio.sleep(0.02)
    assert not stopping.done()
    gate.open()
    await stopping
    assert await setup.status_of("j1") == "done"
    assert await setup.status_of("j3") == "ready"
