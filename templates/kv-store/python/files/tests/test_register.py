import asyncio
import random
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import pytest
import pytest_asyncio

from service.cluster.placement import StaticPlacement
from service.database.database import Database, open_database
from service.problem import Problem
from service.replication.quorum import NoQuorum, OutcomeUnknown
from service.replication.register import Register
from service.replication.replica import LocalReplica, Replica, any_epoch
from service.storage.entry import Entry, version_of

Replicas = Mapping[str, Replica]


@pytest_asyncio.fixture
async def five() -> AsyncIterator[dict[str, Replica]]:
    """Real replicas, between which and the register a test may put something."""
    databases: dict[str, Database] = {}
    for name in "abcde":
        databases[name] = await open_database("sqlite::memory:")
    yield {name: LocalReplica(database, any_epoch) for name, database in databases.items()}
    for database in databases.values():
        await database.dispose()


@pytest.fixture
def three(five: dict[str, Replica]) -> Replicas:
    return {name: five[name] for name in "abc"}


class Between:
    """Passes everything on to a replica; a test changes some of it."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def read(self, key: str, epoch: int) -> Entry | None:
        return await self._replica.read(key, epoch)

    async def write(self, key: str, entry: Entry, epoch: int) -> None:
        await self._replica.write(key, entry, epoch)

    async def keys(self, after: str, limit: int) -> list[str]:
        return await self._replica.keys(after, limit)


class WritesNothing(Between):
    async def write(self, key: str, entry: Entry, epoch: int) -> None:
        raise ConnectionError("cut")


class Gone(WritesNothing):
    async def read(self, key: str, epoch: int) -> Entry | None:
        raise ConnectionError("cut")


class BadNetwork(Between):
    """Each message takes a few turns, and one of twenty is lost."""

    def __init__(self, replica: Replica, chance: random.Random) -> None:
        super().__init__(replica)
        self._chance = chance

    async def read(self, key: str, epoch: int) -> Entry | None:
        await self._travel()
        return await super().read(key, epoch)

    async def write(self, key: str, entry: Entry, epoch: int) -> None:
        await self._travel()
        await super().write(key, entry, epoch)

    async def _travel(self) -> None:
        for _ in range(self._chance.randrange(12)):
            await asyncio.sleep(0)
        if self._chance.random() < 0.05:
            raise ConnectionError("lost")


def register_over(replicas: Replicas, keepers: str = "abc", previous: str = "") -> Register:
    placement = StaticPlacement(list(keepers), list(previous), lambda nodes: lambda _: nodes)
    return Register(placement, replicas)


def without(replicas: Replicas, *gone: str) -> Replicas:
    """The replicas as somebody sees them from whom some are cut off."""
    return {name: Gone(one) if name in gone else one for name, one in replicas.items()}


async def value_of(register: Register, key: str) -> str | None:
    entry = await register.read(key)
    return None if entry is None else entry.value


async def test_what_one_majority_was_told_every_other_majority_tells(three: Replicas) -> None:
    await register_over(without(three, "c")).write("k", "1")
    for gone in "abc":
        assert await value_of(register_over(without(three, gone)), "k") == "1"


async def test_a_minority_tells_nothing_and_takes_nothing(three: Replicas) -> None:
    register = register_over(without(three, "a", "b"))
    with pytest.raises(NoQuorum):
        await register.read("k")
    with pytest.raises(NoQuorum):
        await register.write("k", "1")


async def test_a_write_that_only_a_minority_got_is_unknown_and_stays_once_it_was_read(
    three: Replicas,
) -> None:
    failing = {name: one if name == "a" else WritesNothing(one) for name, one in three.items()}
    with pytest.raises(OutcomeUnknown):
        await register_over(failing).write("k", "1")
    assert await value_of(register_over(without(three, "c")), "k") == "1"
    assert await value_of(register_over(without(three, "a")), "k") == "1"


async def test_a_repair_gives_every_replica_the_latest_version(three: Replicas) -> None:
    await register_over(without(three, "c")).write("k", "1")
    await register_over(without(three, "b")).write("k", "2")
    assert await register_over(three).repair("k") == 1
    for replica in three.values():
        entry = await replica.read("k", 0)
        assert entry is not None and entry.value == "2"


async def test_while_nodes_change_old_entries_are_found_and_new_ones_are_in_both_places(
    five: Replicas,
) -> None:
    before, after = register_over(five, "abc"), register_over(five, "cde")
    on_the_way = register_over(five, "cde", previous="abc")
    await before.write("old", "1")
    await on_the_way.repair("old")
    await on_the_way.write("new", "2")
    assert await value_of(after, "old") == "1"
    assert await value_of(after, "new") == "2"
    assert await value_of(before, "new") == "2"


@dataclass(frozen=True)
class Operation:
    is_read: bool
    started_at: int
    ended_at: int
    seen: Entry | None


class Clients:
    """Clients at once, and a clock that counts what begins and what ends."""

    def __init__(self) -> None:
        self.done: list[Operation] = []
        self._clock = 0

    def tick(self) -> int:
        self._clock += 1
        return self._clock

    async def run(self, name: int, register: Register, chance: random.Random) -> None:
        for step in range(25):
            started_at = self.tick()
            is_read = chance.random() < 0.5
            try:
                if is_read:
                    seen = await register.read("k")
                else:
                    seen = (await register.write("k", f'"{name}-{step}"')).entry
            except Problem:
                continue
            self.done.append(Operation(is_read, started_at, self.tick(), seen))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_several_clients_see_one_order_of_all_versions(seed: int, three: Replicas) -> None:
    """The register is linearizable when the order of its versions never goes against time.

    What ends before something else begins has an earlier version, or, when the later is a read, the same.
    """
    # Numbers from a seed, so that a failure can be had again.
    chance = random.Random(seed)
    clients = Clients()

    async def run(name: int) -> None:
        network = {node: BadNetwork(one, chance) for node, one in three.items()}
        await clients.run(name, register_over(network), chance)

    await asyncio.gather(*(run(name) for name in range(4)))
    assert len(clients.done) > 50
    for earlier in clients.done:
        for later in clients.done:
            if earlier.ended_at > later.started_at:
                continue
            before, after = version_of(earlier.seen), version_of(later.seen)
            assert before <= after if later.is_read else before < after
