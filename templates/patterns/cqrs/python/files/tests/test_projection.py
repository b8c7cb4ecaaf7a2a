from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from sqlalchemy import Column, Integer, MetaData, Table, Text, delete, insert, select

from service.config import read_config
from service.database.database import Database, Tx, open_database
from service.http.health import Health
from service.messaging.broker import Message
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.cqrs.project import position_of, project_next, rebuild
from service.patterns.cqrs.projection import Projection
from service.patterns.cqrs.read_model import Change
from tests.databases import empty_database
from tests.eventually import eventually

noted = Table("noted", MetaData(), Column("id", Integer, primary_key=True), Column("key", Text))


def change(position: int, *, is_broken: bool = False) -> Change[bool]:
    return Change(position, f"a{position}", "2026-01-01T00:00:00.000+00:00", is_broken)


class NotedChanges:
    """Changes that the test has; those whose fact is true cannot be worked in."""

    def __init__(self) -> None:
        self.changes: list[Change[bool]] = []

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None: ...

    async def read(self, tx: Tx, after: int, limit: int) -> list[Change[bool]]:
        return [one for one in self.changes if one.position > after][:limit]

    async def head(self, tx: Tx) -> int:
        return self.changes[-1].position if self.changes else 0


class NotedKeys:
    """Its rows are keys, in a table of the test's own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.feed = NotedChanges()

    async def apply(self, tx: Tx, change: Change[bool]) -> None:
        if change.fact:
            raise LookupError(f"{change.key} cannot be worked in")
        await tx.execute(insert(noted).values(key=change.key))

    async def clear(self, tx: Tx) -> None:
        await tx.execute(delete(noted))

    async def keys(self) -> list[str]:
        async with self.database.begin() as tx:
            return list((await tx.execute(select(noted.c.key).order_by(noted.c.id))).scalars())

    async def position(self) -> int:
        async with self.database.begin() as tx:
            return await position_of(tx)


@pytest_asyncio.fixture
async def model() -> AsyncIterator[NotedKeys]:
    async with empty_database() as url:
        database = await open_database(url)
        async with database.begin() as tx:
            await tx.run(noted.create)
        yield NotedKeys(database)
        await database.dispose()


async def test_rows_and_position_are_kept_together_of_a_batch_that_fails_nothing_stays(
    model: NotedKeys,
) -> None:
    model.feed.changes = [change(1), change(2, is_broken=True)]
    with pytest.raises(LookupError, match="a2 cannot be worked in"):
        await project_next(model.database, model)
    assert (await model.keys(), await model.position()) == ([], 0)
    model.feed.changes[1] = change(2)
    await project_next(model.database, model)
    assert (await model.keys(), await model.position()) == (["a1", "a2"], 2)


async def test_more_changes_than_fit_into_a_batch_are_worked_in_and_as_many_when_made_anew(
    model: NotedKeys,
) -> None:
    model.feed.changes = [change(position) for position in range(1, 451)]
    assert await rebuild(model.database, model) == 450
    assert await rebuild(model.database, model) == 450
    keys = await model.keys()
    assert len(keys) == len(set(keys)) == 450


async def test_a_projection_that_is_stuck_says_so_keeps_nobody_waiting_and_goes_on_when_it_can(
    model: NotedKeys,
) -> None:
    model.feed.changes = [change(1, is_broken=True)]
    health, metrics = Health(), Metrics()
    config = read_config({"PROJECTION_INTERVAL_MS": "10"})
    projection = Projection(model.database, model, config, create_log("silent"), metrics, health)
    projection.start()
    try:
        await eventually(lambda: health.states()["read-model"] == "stuck")
        assert not await projection.reach(1, 1)
        await metrics.text()
        assert metrics.registry.get_sample_value("read_model_lag_changes") == 1
        assert (metrics.registry.get_sample_value("read_model_lag_seconds") or 0) > 0
        model.feed.changes[0] = change(1)
        assert await projection.reach(1, 10_000)
        assert await model.keys() == ["a1"]
        await eventually(lambda: health.states()["read-model"] == "follows")
    finally:
        await projection.stop()
