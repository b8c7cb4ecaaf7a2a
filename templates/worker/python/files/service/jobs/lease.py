"""A job is ours while its lease is renewed."""

import asyncio
import time

from service.database.database import Database
from service.jobs.job import Job, JobHandler, LeaseLost, Outcome
from service.jobs.job_store import renew
from service.observability.log import Log


async def under_lease(
    handler: JobHandler, job: Job, lease_ms: int, database: Database, log: Log
) -> Outcome:
    """Does the job, and renews its lease meanwhile.

    When that is lost the handler is cancelled: somebody else is at the same job, or may be as soon as the
    database is back. Raises `LeaseLost` then.
    """

    async def work() -> Outcome:
        return await handler(job)

    async def keep() -> None:
        lease_s = lease_ms / 1000
        over_at = time.monotonic() + lease_s
        while (left_s := over_at - time.monotonic()) > 0:
            # There are two more tries before the lease is over.
            await asyncio.sleep(min(lease_s / 3, left_s))
            asked_at = time.monotonic()
            is_ours = await is_renewed(job, lease_ms, over_at - asked_at, database, log)
            if is_ours is False:
                return
            if is_ours:
                over_at = asked_at + lease_s

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


async def is_renewed(
    job: Job, lease_ms: int, within_s: float, database: Database, log: Log
) -> bool | None:
    """False when the job is not ours any more; None when the database gives no answer, which says nothing."""
    try:
        async with asyncio.timeout(within_s), database.begin() as tx:
            return await renew(tx, job, lease_ms)
    except Exception as error:
        log.warning("a lease was not renewed", job=job.id, error=repr(error))
        return None
