"""The job that recurs: jobs that ended well long ago are deleted."""

from service.database.database import Database, now_text
from service.jobs.job import Job, JobHandler, Outcome
from service.jobs.job_store import delete_done


def clean_up(database: Database, keep_ms: int) -> JobHandler:
    """Those that failed stay until somebody looks."""

    async def handle(job: Job) -> Outcome:
        async with database.begin() as tx:
            deleted = await delete_done(tx, now_text(ago_ms=keep_ms))
        return Outcome({"deleted": deleted})

    return handle
