"""Claims jobs while there is room, does each under a lease, and writes what came of it."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from prometheus_client import Counter, Histogram

from service.database.database import Database, Tx
from service.http_client.http_client import DependencyUnavailable
from service.jobs.job import HopelessJob, Job, JobHandler, LeaseLost, Outcome
from service.jobs.job_store import claim, enqueue, fail, finish
from service.jobs.lease import under_lease
from service.jobs.retry_schedule import RetrySchedule
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.rounds import Rounds


@dataclass(frozen=True)
class JobFailure:
    error: Exception
    # Another service gave no answer, which says nothing about the job.
    is_outage: bool
    is_last: bool


class JobListener(Protocol):
    """Hears how a job went, in the transaction that notes it."""

    async def failed(self, tx: Tx, job: Job, failure: JobFailure) -> None: ...

    async def done(self, tx: Tx, job: Job) -> None: ...


@dataclass(frozen=True)
class WorkerOptions:
    # Jobs that are done at once in this process.
    concurrency: int
    lease_ms: int
    # How often it is looked for jobs without being asked.
    poll_ms: int
    schedule: RetrySchedule


class Worker:
    def __init__(
        self,
        options: WorkerOptions,
        database: Database,
        handlers: Mapping[str, JobHandler],
        listeners: Sequence[JobListener],
        log: Log,
        metrics: Metrics,
    ) -> None:
        self._options = options
        self._database = database
        self._handlers = handlers
        self._listeners = listeners
        self._log = log
        self._running: set[asyncio.Task[None]] = set()
        self._rounds = Rounds("jobs", self._claim, options.poll_ms, log)
        self.start = self._rounds.start
        # There may be something to do: look now.
        self.wake = self._rounds.wake
        self._duration = Histogram(
            "job_duration_seconds",
            "Time of one attempt at a job.",
            ["kind", "outcome"],
            registry=metrics.registry,
        )
        self._leases_lost = Counter(
            "job_leases_lost_total",
            "Jobs that somebody else took while they were being done here.",
            registry=metrics.registry,
        )

    async def stop(self) -> None:
        """Claims no more, and lets what is running come to its end."""
        await self._rounds.stop()
        await asyncio.gather(*self._running)

    async def _claim(self) -> None:
        room = self._options.concurrency - len(self._running)
        if room == 0 or self._rounds.is_stopping:
            return
        async with self._database.begin() as tx:
            jobs = await claim(tx, room, self._options.lease_ms)
        for job in jobs:
            task = asyncio.create_task(self._run(job))
            self._running.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        # Now there is room.
        self.wake()

    async def _run(self, job: Job) -> None:
        """Never raises: what cannot even be noted is found again when the lease is over."""
        started_at = time.perf_counter()
        outcome = "failed"
        try:
            await self._note_done(job, await self._attempt(job))
            outcome = "done"
        except LeaseLost as error:
            outcome = "lost"
            self._leases_lost.inc()
            self._log.warning(str(error), job=job.id)
        except Exception as error:
            await self._note_failure(job, error)
        self._duration.labels(job.kind, outcome).observe(time.perf_counter() - started_at)

    async def _attempt(self, job: Job) -> Outcome:
        handler = self._handlers.get(job.kind)
        if handler is None:
            raise HopelessJob(f"nobody does jobs of the kind {job.kind}")
        # Each claim before this one ended with the process or with its lease.
        if job.attempts > self._options.schedule.max_attempts:
            raise HopelessJob("it was never brought to an end")
        return await under_lease(
            handler, job, self._options.lease_ms, self._database, self._log
        )

    async def _note_done(self, job: Job, outcome: Outcome) -> None:
        async with self._database.begin() as tx:
            await finish(tx, job, outcome.result)
            for one in outcome.following:
                await enqueue(tx, one)
            for listener in self._listeners:
                await listener.done(tx, job)

    async def _note_failure(self, job: Job, error: Exception) -> None:
        run_at = self._options.schedule.next_attempt(job, error)
        failure = JobFailure(error, isinstance(error, DependencyUnavailable), run_at is None)
        level = self._log.error if failure.is_last else self._log.warning
        level("a job failed", job=job.id, error=str(error), run_at=run_at)
        try:
            async with self._database.begin() as tx:
                await fail(tx, job, error, run_at=run_at, is_counted=not failure.is_outage)
                for listener in self._listeners:
                    await listener.failed(tx, job, failure)
        except Exception:
            self._log.exception("a failure was not noted", job=job.id)
