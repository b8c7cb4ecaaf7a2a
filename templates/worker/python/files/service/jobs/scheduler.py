"""Jobs that come again and again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from croniter import croniter

from service.database.database import Database
from service.jobs.job import NewJob
from service.jobs.job_store import enqueue
from service.observability.log import Log
from service.rounds import Rounds


@dataclass(frozen=True)
class RecurringJob:
    kind: str
    # A pattern of cron, in UTC: a local time comes twice or not at all when clocks are changed.
    pattern: str

    def __post_init__(self) -> None:
        if not croniter.is_valid(self.pattern):
            raise ValueError(f"{self.kind}: {self.pattern!r} is no pattern of cron")


def now_utc() -> datetime:
    return datetime.now(timezone.utc)


class Scheduler:
    """Enqueues the next occurrence of each recurring job ahead of its time.

    Its id names the time, so that it is one job however many replicas think of it; and as it is a job
    like any other, one that was due while nobody ran is done late, once.
    """

    def __init__(
        self,
        database: Database,
        recurring: Sequence[RecurringJob],
        interval_ms: int,
        log: Log,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._database = database
        self._recurring = recurring
        self._clock = clock
        rounds = Rounds("schedule", self.enqueue_next, interval_ms, log)
        self.start = rounds.start
        self.stop = rounds.stop

    async def enqueue_next(self) -> None:
        for job in self._recurring:
            due: datetime = croniter(job.pattern, self._clock()).get_next(datetime)
            time = due.isoformat(timespec="seconds").replace("+00:00", "Z")
            new = NewJob(f"{job.kind}-{time}", job.kind, {}, run_at=due.isoformat())
            async with self._database.begin() as tx:
                await enqueue(tx, new)
