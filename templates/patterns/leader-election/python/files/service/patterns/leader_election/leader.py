"""An election, and the duties of whoever wins it."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prometheus_client import Counter, Gauge
from sqlalchemy import update

from service.database.database import Database, insert_new, now_text
from service.database.tables.leases import duty_runs
from service.http.health import Health
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.patterns.leader_election.election import Election
from service.patterns.leader_election.fence import FencedOff, fenced
from service.patterns.leader_election.lease_table import LeaseTable
from service.patterns.leader_election.rounds import Rounds


@dataclass(frozen=True)
class Duty:
    """What only one process does."""

    name: str
    interval_ms: int
    # Works while this process leads, by its token, and says what came of it.
    # It must bear to be done twice at once.
    work: Callable[[int], Awaitable[str]]


class Leader:
    def __init__(
        self,
        # Shared by all candidates: has the lease, and what the duties leave behind.
        database: Database,
        holder: str,
        lease_ms: int,
        log: Log,
        metrics: Metrics,
        health: Health,
    ) -> None:
        self._database = database
        self._holder = holder
        self._lease_ms = lease_ms
        self._log = log
        self._election = Election(LeaseTable(database, "leader"), holder, lease_ms, log)
        self._rounds: list[Rounds] = []
        health.report("leadership", self._state)
        self._refused = measure(metrics, self._election)

    def assume(self, duty: Duty) -> None:
        """Does the duty from time to time while this process leads."""

        async def perform() -> None:
            await self._perform(duty)

        self._rounds.append(Rounds(duty.name, duty.interval_ms, perform, self._log))

    def start(self) -> None:
        campaign = Rounds("election", self._lease_ms / 3, self._election.campaign, self._log)
        self._rounds.append(campaign)

    async def stop(self) -> None:
        """Lets what is under way finish, and gives the lease back."""
        await asyncio.gather(*(rounds.stop() for rounds in self._rounds))
        await self._election.resign()

    def _state(self) -> str:
        token = self._election.token()
        return "follows" if token is None else f"leads ({token})"

    async def _perform(self, duty: Duty) -> None:
        token = self._election.token()
        if token is None:
            return
        log = self._log.bind(duty=duty.name, token=token)
        log.info("a duty begins")
        try:
            result = await duty.work(token)
            # No look at the clock would help: after any look there is room for a pause. The token decides.
            await self._note(duty, token, result)
        except FencedOff as refused:
            self._refused.inc()
            log.warning("a late write was refused", reason=str(refused))
        else:
            log.info("a duty is done", result=result)

    async def _note(self, duty: Duty, token: int, result: str) -> None:
        run = dict(token=token, holder=self._holder, result=result, finished_at=now_text())
        async with fenced(self._database, duty.name, token) as tx:
            first = insert_new(tx, duty_runs).values(name=duty.name, **run)
            if (await tx.execute(first)).rowcount == 0:
                change = update(duty_runs).where(duty_runs.c.name == duty.name)
                await tx.execute(change.values(**run))


def measure(metrics: Metrics, election: Election) -> Counter:
    leading = Gauge(
        "leader_election_leading",
        "1 while this process takes itself for the leader.",
        registry=metrics.registry,
    )
    leading.set_function(lambda: 0 if election.token() is None else 1)
    return Counter(
        "fenced_off_writes_total",
        "Writes of a former leader that the storage refused.",
        registry=metrics.registry,
    )


def this_process() -> str:
    """Host and process id, for people who read logs."""
    return f"{socket.gethostname()}:{os.getpid()}"
