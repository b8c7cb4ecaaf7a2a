"""Parks jobs that failed for good. See docs/adr/dead-letter-queue.md."""

from dataclasses import asdict
from typing import Literal

from service.database.database import Database, Tx
from service.jobs.job import Job
from service.jobs.job_store import restart
from service.jobs.worker import JobFailure
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.patterns.dead_letters.measure import measure_dead_letters
from service.patterns.dead_letters.redrive import Redriver
from service.patterns.dead_letters.store import (
    DeadLetter,
    Item,
    end_redrive,
    failure_of,
    note_failure,
    remove,
)


class ParkJobs:
    """Keeps the history of jobs that fail; a person decides what becomes of those that failed for good.

    A listener of the worker: a job and its letter change in one transaction.
    """

    def __init__(self, database: Database, interval_ms: int, log: Log, metrics: Metrics) -> None:
        self._database = database
        measure_dead_letters(database, metrics)
        redriver = Redriver(database, self._redrive, interval_ms, log)
        self.start = redriver.start
        self.stop = redriver.stop

    async def failed(self, tx: Tx, job: Job, failure: JobFailure) -> None:
        noted = failure_of(failure.error, failure.is_outage)
        await note_failure(tx, item_of(job), noted, "parked" if failure.is_last else "trying")

    async def done(self, tx: Tx, job: Job) -> None:
        await remove(tx, item_of(job).letter_id)

    async def _redrive(self, letter: DeadLetter) -> Literal["on its way"]:
        async with self._database.begin() as tx:
            # Another replica may have seen the mark, too: the job may even have failed again since.
            if not await end_redrive(tx, letter.id, "trying"):
                return "on its way"
            job = letter.item.payload
            if not await restart(tx, job["id"], job["priority"]):
                raise LookupError("the job is there no more, or has not failed")
        return "on its way"


def item_of(job: Job) -> Item:
    return Item(job.kind, job.id, asdict(job))
