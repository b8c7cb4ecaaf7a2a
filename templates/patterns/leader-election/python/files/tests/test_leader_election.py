import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from sqlalchemy import insert, select

from service.database.database import Database, open_database
from service.database.tables.leases import duty_runs, fences
from service.http.health import Health
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.leader_election.election import Election
from service.patterns.leader_election.fence import FencedOff, fenced
from service.patterns.leader_election.leader import Duty, Leader
from service.patterns.leader_election.lease_table import LeaseTable
from tests.eventually import eventually

LEASE_MS = 1000


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    database = await open_database("sqlite::memory:")
    yield database
    await database.dispose()


class Candidates:
    """They share a database; the test owns the clock: none waits."""

    def __init__(self, database: Database) -> None:
        self.now = 0.0
        self._database = database

    def one(self, holder: str, is_off_by: float = 0) -> Election:
        def clock() -> float:
            return self.now + is_off_by

        store = LeaseTable(self._database, "test")
        return Election(store, holder, LEASE_MS, create_log("silent"), clock)


@pytest.fixture
def candidates(database: Database) -> Candidates:
    return Candidates(database)


async def test_an_election_has_one_winner_however_many_try_at_once(candidates: Candidates) -> None:
    some = [candidates.one(name) for name in "abc"]
    await asyncio.gather(*(one.campaign() for one in some))
    assert sorted(str(one.token()) for one in some) == ["1", "None", "None"]


async def test_an_election_keeps_a_leader_that_renews_for_as_long_as_it_does(
    candidates: Candidates,
) -> None:
    a, b = candidates.one("a"), candidates.one("b")
    for _ in range(10):
        await a.campaign()
        await b.campaign()
        candidates.now += 0.6
        assert (a.token(), b.token()) == (1, None)


async def test_an_election_gives_the_lease_of_a_silent_leader_to_another_with_a_later_token(
    candidates: Candidates,
) -> None:
    a, b = candidates.one("a"), candidates.one("b")
    await a.campaign()
    await b.campaign()
    candidates.now += 0.999
    await b.campaign()
    assert (a.token(), b.token()) == (1, None)
    candidates.now += 0.001
    await b.campaign()
    assert (a.token(), b.token()) == (None, 2)
    await a.campaign()
    assert a.token() is None


async def test_an_election_has_no_two_leaders_at_one_time_whatever_the_clocks_say(
    candidates: Candidates,
) -> None:
    a, b = candidates.one("a", is_off_by=1000), candidates.one("b", is_off_by=-5)
    leaders: list[int | None] = []
    for step in range(400):
        candidates.now += 0.05
        # One is silent for a while, then the other.
        if step % 100 < 60:
            await a.campaign()
        if step % 100 >= 40:
            await b.campaign()
        tokens = [token for token in (a.token(), b.token()) if token is not None]
        assert len(tokens) < 2
        leaders += tokens
    assert len(set(leaders)) > 4


async def test_an_election_does_not_wait_for_the_end_of_a_lease_that_was_given_back(
    candidates: Candidates,
) -> None:
    a, b = candidates.one("a"), candidates.one("b")
    await a.campaign()
    await a.resign()
    await b.campaign()
    assert (a.token(), b.token()) == (None, 2)


async def test_an_election_takes_nothing_from_a_leader_when_a_former_one_gives_back(
    candidates: Candidates,
) -> None:
    a, b = candidates.one("a"), candidates.one("b")
    await a.campaign()
    await b.campaign()
    candidates.now += 1
    await b.campaign()
    await a.resign()
    await b.campaign()
    assert b.token() == 2


async def write(database: Database, token: int, problem: Exception | None = None) -> None:
    async with fenced(database, "r", token) as tx:
        await tx.execute(insert(fences).values(resource=f"written by {token}", token=token))
        if problem is not None:
            raise problem


async def written(database: Database) -> list[str]:
    async with database.begin() as tx:
        return sorted((await tx.execute(select(fences.c.resource))).scalars())


async def test_a_fence_lets_through_the_same_token_and_later_ones(database: Database) -> None:
    for token in (1, 1, 3):
        async with fenced(database, "r", token):
            pass


async def test_a_fence_refuses_a_token_after_a_later_one_and_keeps_nothing_of_its_write(
    database: Database,
) -> None:
    await write(database, 2)
    with pytest.raises(FencedOff, match="a later token than 1"):
        await write(database, 1)
    assert await written(database) == ["r", "written by 2"]


async def test_a_fence_does_not_count_a_write_that_failed(database: Database) -> None:
    with pytest.raises(OSError):
        await write(database, 9, OSError("disk full"))
    await write(database, 1)
    assert await written(database) == ["r", "written by 1"]


async def test_what_a_leader_writes_after_somebody_else_was_elected_is_refused_and_counted(
    database: Database,
) -> None:
    metrics = Metrics()
    leader = Leader(database, "a", LEASE_MS, create_log("silent"), metrics, Health())
    is_working, finish = asyncio.Event(), asyncio.Event()

    async def work(_: int) -> str:
        is_working.set()
        await finish.wait()
        return "late"

    leader.start()
    leader.assume(Duty("duty", 5, work))
    await asyncio.wait_for(is_working.wait(), 10)
    # While it works, another one is elected and does the duty.
    async with fenced(database, "duty", 2):
        pass
    finish.set()
    await eventually(value_above_zero(metrics, "fenced_off_writes_total"))
    async with database.begin() as tx:
        assert (await tx.execute(select(duty_runs))).all() == []
    await leader.stop()


def value_above_zero(metrics: Metrics, name: str) -> Callable[[], bool]:
    return lambda: (metrics.registry.get_sample_value(name) or 0) > 0
