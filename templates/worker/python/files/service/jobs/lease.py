"""A job is ours while its lease is renewed."""

import asyncio

from service.database.database import Database
from service.jobs.job import Job, JobHandler, LeaseLost, Outcome
from service.jobs.job_store import renew
from service.observability.log import Log


async def under_lease(
    handler: JobHandler, job: Job, lease_ms: int, database: Database, log: Log
) -> Outcome:
    """Does the job, and renews its lease meanwhile.

    When that is lost the handler is cancelled: somebody else is at the same job. Raises `LeaseLost` then.
    """

    async def work() -> Outcome:
        return await handler(job)

    async def keep() -> None:
        while True:
            # There are two more tries before the lease is over.
            await asyncio.sleep(lease_ms / 3000)
            if not await is_renewed(job, lease_ms, database, log):
                return

    working, keeping = asyncio.create_task(work()), asyncio.create_task(keep())
    try:
        await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise LeaseLost(job.id)
        return working.result()
    finally:
        working.cancel()
        keeping.cancel()
        await asyncio.wait({working, keeping})


async def is_renewed(job: Job, lease_ms: int, database: Database, log: Log) -> bool:
    """False when the job is not ours any more. A database that gives no answer says nothing of that."""
    try:
        async with database.begin() as tx:
            return await renew(tx, job, lease_ms)
    except Exception as error:
        log.warning("a lease was not renewed", job=job.id, error=str(error))
        return True
