"""The table of jobs. Everything happens in the transaction of the caller.

Times are those of this process's clock: clocks of replicas must agree to well within a lease.
"""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, select, update

from service.database.database import Tx, insert_new, now_text
from service.database.tables.jobs import jobs
from service.jobs.job import Job, LeaseLost, NewJob, Priority

# How much longer a normal job has to have waited than an urgent one to come before it. So urgent jobs
# overtake, but no normal job waits behind one that came this much later: nothing starves.
HEAD_START = timedelta(minutes=1)
# Of the text of an error, in characters.
LONGEST_ERROR = 500


async def enqueue(tx: Tx, job: NewJob) -> bool:
    """False when there is a job of this id."""
    now = now_text()
    row = {
        "id": job.id,
        "kind": job.kind,
        "payload": json.dumps(job.payload),
        "priority": job.priority,
        "status": "ready",
        "attempts": 0,
        "claims": 0,
        "enqueued_at": now,
        **due_at(job.run_at or now, job.priority),
    }
    return bool((await tx.execute(insert_new(tx, jobs).values(**row))).rowcount > 0)


async def find_job(tx: Tx, job_id: str) -> Job | None:
    row = (await tx.execute(select(jobs).where(jobs.c.id == job_id))).first()
    return None if row is None else job_of(row)


async def claim(tx: Tx, limit: int, lease_ms: int) -> list[Job]:
    """Takes jobs whose time has come, or whose lease is over because whoever had them died.

    PostgreSQL skips the rows that somebody else is just taking, so that nobody waits and nobody takes
    the same; SQLite has one writer at a time anyway.
    """
    now = now_text()
    is_due = (jobs.c.status == "ready") & (jobs.c.run_at <= now)
    is_left = (jobs.c.status == "running") & (jobs.c.lease_until < now)
    query = select(jobs.c.id).where(is_due | is_left).order_by(jobs.c.claim_order).limit(limit)
    free = query.with_for_update(skip_locked=True)
    ids = [row.id for row in (await tx.execute(free)).all()]
    taken = {
        "status": "running",
        "attempts": jobs.c.attempts + 1,
        "claims": jobs.c.claims + 1,
        "lease_token": str(uuid4()),
        "lease_until": in_ms(lease_ms),
    }
    await tx.execute(update(jobs).where(jobs.c.id.in_(ids)).values(**taken))
    rows = select(jobs).where(jobs.c.id.in_(ids)).order_by(jobs.c.claim_order)
    return [job_of(row) for row in (await tx.execute(rows)).all()]


async def renew(tx: Tx, job: Job, lease_ms: int) -> bool:
    """Keeps a job for longer. False when it is not ours any more."""
    return await change_ours(tx, job, {"lease_until": in_ms(lease_ms)})


async def finish(tx: Tx, job: Job, result: Any) -> None:
    """Raises `LeaseLost`, which takes all back that was done in the same transaction."""
    text = None if result is None else json.dumps(result)
    await release(tx, job, {"status": "done", "result": text, "finished_at": now_text()})


async def fail(
    tx: Tx, job: Job, error: BaseException, *, run_at: str | None, is_counted: bool
) -> None:
    """Has the job tried again at `run_at`, or never when there is no such time. Raises `LeaseLost`."""
    changes = {
        "last_error": f"{type(error).__name__}: {error}"[:LONGEST_ERROR],
        "attempts": job.attempts if is_counted else job.attempts - 1,
    }
    if run_at is None:
        await release(tx, job, {**changes, "status": "failed", "finished_at": now_text()})
    else:
        await release(tx, job, {**changes, "status": "ready", **due_at(run_at, job.priority)})


async def restart(tx: Tx, job_id: str, priority: Priority) -> bool:
    """Starts a job anew that had failed for good. False when it had not."""
    now = now_text()
    changes = {"attempts": 0, "claims": 0, "enqueued_at": now, **due_at(now, priority)}
    has_failed = (jobs.c.id == job_id) & (jobs.c.status == "failed")
    again = update(jobs).where(has_failed).values(status="ready", finished_at=None, **changes)
    return bool((await tx.execute(again)).rowcount > 0)


async def delete_done(tx: Tx, before: str) -> int:
    """How many of those that ended well had ended before that."""
    is_old = (jobs.c.status == "done") & (jobs.c.finished_at < before)
    return int((await tx.execute(delete(jobs).where(is_old))).rowcount)


async def count_jobs(tx: Tx) -> dict[str, int]:
    """How many there are of each status."""
    query = select(jobs.c.status, func.count()).group_by(jobs.c.status)
    return {status: count for status, count in (await tx.execute(query)).all()}


async def oldest_due(tx: Tx) -> str | None:
    """Since when the job has been due that has waited longest."""
    is_due = (jobs.c.status == "ready") & (jobs.c.run_at <= now_text())
    found = (await tx.execute(select(func.min(jobs.c.run_at)).where(is_due))).scalar()
    return None if found is None else str(found)


async def release(tx: Tx, job: Job, changes: dict[str, Any]) -> None:
    """Gives a job back, if it is still ours: the token tells a late answer from a current one."""
    if not await change_ours(tx, job, {**changes, "lease_token": None, "lease_until": None}):
        raise LeaseLost(job.id)


async def change_ours(tx: Tx, job: Job, changes: dict[str, Any]) -> bool:
    is_ours = (jobs.c.id == job.id) & (jobs.c.lease_token == job.lease_token)
    return bool((await tx.execute(update(jobs).where(is_ours).values(**changes))).rowcount > 0)


def due_at(run_at: str, priority: Priority) -> dict[str, str]:
    due = datetime.fromisoformat(run_at)
    claim_order = due - HEAD_START if priority == "urgent" else due
    return {
        "run_at": due.isoformat(timespec="milliseconds"),
        "claim_order": claim_order.isoformat(timespec="milliseconds"),
    }


def in_ms(ms: float) -> str:
    return now_text(ago_ms=-round(ms))


def job_of(row: Any) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        payload=json.loads(row.payload),
        priority=row.priority,
        status=row.status,
        attempts=row.attempts,
        claims=row.claims,
        run_at=row.run_at,
        enqueued_at=row.enqueued_at,
        lease_token=row.lease_token,
        result=None if row.result is None else json.loads(row.result),
        last_error=row.last_error,
    )
