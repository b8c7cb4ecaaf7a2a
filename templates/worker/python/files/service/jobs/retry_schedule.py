"""When a job is tried again that failed, and when no more."""

import random
from dataclasses import dataclass

from service.database.database import now_text
from service.http_client.http_client import DependencyUnavailable
from service.jobs.job import HopelessJob, Job
from service.jobs.job_store import in_ms


@dataclass(frozen=True)
class RetrySchedule:
    # Attempts at a job before it has failed for good.
    max_attempts: int
    # The pause after the first one is up to this long; it doubles each time.
    initial_ms: int
    max_ms: int
    # How long a job may wait for a service that gives no answer before it has failed, too.
    give_up_ms: int

    def pause_ms(self, claims: int, drawn: float) -> float:
        """Before the next attempt; `drawn` at random from 0 to below 1.

        It grows, so that what is in trouble gets room, and half of it is drawn at random, so that jobs
        which failed together do not come back together.
        """
        longest = min(self.max_ms, self.initial_ms * 2.0 ** min(claims - 1, 30))
        return longest * (0.5 + drawn / 2)

    def next_attempt(self, job: Job, error: BaseException) -> str | None:
        """When, if ever. That another service is down is no fault of the job."""
        pause_ms = self.pause_ms(job.claims, random.random())
        if isinstance(error, DependencyUnavailable):
            if job.enqueued_at <= now_text(ago_ms=self.give_up_ms):
                return None
            # Whoever is down may have said when to come back.
            told_s = error.retry_after_s if error.said_when else None
            return in_ms(max(pause_ms, (told_s or 0) * 1000))
        if isinstance(error, HopelessJob) or job.attempts >= self.max_attempts:
            return None
        return in_ms(pause_ms)
