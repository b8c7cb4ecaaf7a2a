"""What a job is, and what becomes of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

# `ready` to be claimed when its time has come; `running` under a lease; `done` and `failed` for good.
JobStatus = Literal["ready", "running", "done", "failed"]
Priority = Literal["urgent", "normal"]


@dataclass(frozen=True)
class NewJob:
    # Chosen by whoever enqueues: enqueueing the same twice makes one job.
    id: str
    kind: str
    # What JSON can hold.
    payload: dict[str, Any]
    priority: Priority = "normal"
    # Not before this time; now unless said otherwise.
    run_at: str | None = None


@dataclass(frozen=True)
class Job:
    id: str
    kind: str
    payload: dict[str, Any]
    priority: Priority
    status: JobStatus
    # Claims that say something about the job; those that met an outage are not counted.
    attempts: int
    # All claims.
    claims: int
    run_at: str
    # Since when it has been tried.
    enqueued_at: str
    # Whose it is until its lease is over: new with each claim.
    lease_token: str | None = None
    result: Any = None
    last_error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As clients have it: without what is not known."""
        fields = {
            "id": self.id,
            "kind": self.kind,
            "payload": self.payload,
            "priority": self.priority,
            "status": self.status,
            "attempts": self.attempts,
            "claims": self.claims,
            "runAt": self.run_at,
            "enqueuedAt": self.enqueued_at,
            "result": self.result,
            "lastError": self.last_error,
        }
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True)
class Outcome:
    """What a job led to. Both are written with the end of the job: together or not at all."""

    result: Any = None
    following: Sequence[NewJob] = ()


# Does a job. It may be done twice, since a crash or a lost lease gives it to somebody else: what it does
# to others has to bear that, by a key. When it raises, the job is tried again; when the lease is lost, it
# is cancelled.
JobHandler = Callable[[Job], Awaitable[Outcome]]


class HopelessJob(Exception):
    """No further attempt can do it."""


class LeaseLost(Exception):
    """The job belongs to somebody else by now: what was done here must not be written."""

    def __init__(self, job_id: str) -> None:
        super().__init__(f"the lease of job {job_id} is lost")
