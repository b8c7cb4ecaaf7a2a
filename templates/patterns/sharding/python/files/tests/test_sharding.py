import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
import pytest_asyncio

from service.cluster.modulo_spread import modulo_spread
from service.database.database import Database, open_database
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.leader_election.fence import FencedOff
from service.patterns.sharding.epochs import latest_epoch_only
from service.patterns.sharding.map_table import MapTable
from service.patterns.sharding.move_shards import Mover
from service.patterns.sharding.shard_map import first_map, slot_of
from service.patterns.sharding.sharded_placement import ShardedPlacement, open_shards
from service.problem import Problem
from service.replication.quorum import NoQuorum
from service.replication.register import Register
from service.replication.replica import LocalReplica, Replica, StaleEpoch
from service.storage.entry import Entry, entry_after

OLD = ["a", "b", "c"]
NEW = ["b", "c", "d", "e"]
KEYS = [f"key-{number}" for number in range(40)]
spread_over = modulo_spread(3)


@dataclass
class Node:
    """A node that wants the slots on certain nodes."""

    store: MapTable
    placement: ShardedPlacement
    register: Register
    move: Mover

    async def value_of(self, key: str) -> str | None:
        entry = await self.register.read(key)
        return None if entry is None else entry.value


class Setup:
    """Real replicas, and the database that the nodes share."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self.replicas: dict[str, Replica] = {}

    async def open(self) -> None:
        self._control = await self._database()
        for name in "abcde":
            self.replicas[name] = LocalReplica(await self._database(), latest_epoch_only)

    async def node_for(self, nodes: Sequence[str]) -> Node:
        spread, store, metrics = spread_over(nodes), MapTable(self._control), Metrics()
        placement = await open_shards(store, spread, create_log("silent"), metrics)
        self._stack.push_async_callback(placement.stop)
        register = Register(placement, self.replicas)
        mover = Mover(store, placement, spread, self.replicas, register, metrics)
        return Node(store, placement, register, mover)

    async def _database(self) -> Database:
        database = await open_database("sqlite::memory:")
        self._stack.push_async_callback(database.dispose)
        return database


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    async with AsyncExitStack() as stack:
        setup = Setup(stack)
        await setup.open()
        yield setup


async def test_every_node_starts_with_the_same_map(setup: Setup) -> None:
    one, other = await setup.node_for(OLD), await setup.node_for(NEW)
    assert one.placement.map == other.placement.map


async def test_slots_move_while_somebody_writes_who_has_not_heard_of_it_and_nothing_is_lost(
    setup: Setup,
) -> None:
    client = await setup.node_for(OLD)
    for key in KEYS:
        await client.register.write(key, "0")
    mover = await setup.node_for(NEW)
    is_over = asyncio.Event()
    last: dict[str, str] = {}

    async def go_on_writing() -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            for key in KEYS:
                await client.register.write(key, str(number))
                last[key] = str(number)

    writing = asyncio.create_task(go_on_writing())
    assert await mover.move(1) not in ("", "0 slots moved")
    is_over.set()
    await writing
    # Nobody asks the node that is no more.
    del setup.replicas["a"]
    late = await setup.node_for(NEW)
    assert {key: await late.value_of(key) for key in KEYS} == last
    assert await mover.move(1) == "0 slots moved"


async def test_a_move_that_was_begun_and_left_is_ended_by_the_next_leader(setup: Setup) -> None:
    client = await setup.node_for(OLD)
    for key in KEYS:
        await client.register.write(key, "1")
    slots = sorted({slot_of(key) for key in KEYS})[:5]
    begun = first_map(spread_over(OLD)).with_moves_begun(slots, spread_over(NEW))
    await client.store.publish(begun, 1)
    following = await setup.node_for(NEW)
    await following.move(2)
    assert following.placement.map.misplaced(spread_over(NEW)) == []
    assert following.placement.map.moving() == []
    assert {await following.value_of(key) for key in KEYS} == {"1"}


async def test_a_map_is_published_once_in_each_epoch_and_not_by_a_former_leader(
    setup: Setup,
) -> None:
    node = await setup.node_for(OLD)
    following = node.placement.map.with_moves_begun([1], spread_over(NEW))
    assert await node.store.publish(following, 2)
    assert not await node.store.publish(following, 2)
    after = following.with_moves_begun([2], spread_over(NEW))
    with pytest.raises(FencedOff, match="a later token than 1"):
        await node.store.publish(after, 1)


async def test_a_replica_that_knows_an_epoch_refuses_older_ones_reads_and_writes(
    setup: Setup,
) -> None:
    replica = setup.replicas["a"]
    await replica.read("k", 5)
    with pytest.raises(StaleEpoch):
        await replica.read("k", 4)
    with pytest.raises(StaleEpoch):
        await replica.write("k", entry_after(None, "1"), 4)
    assert await replica.read("k", 5) is None


async def test_a_move_waits_when_too_few_nodes_of_the_old_place_can_be_asked(setup: Setup) -> None:
    client = await setup.node_for(OLD)
    await client.register.write("key-1", "1")
    mover = await setup.node_for(NEW)
    gone = {name: setup.replicas.pop(name) for name in "ab"}
    with pytest.raises(NoQuorum):
        await mover.move(1)
    setup.replicas.update(gone)
    await mover.move(1)
    assert await mover.value_of("key-1") == "1"


class Watched:
    """Notes how many of the old place refuse the old epoch when somebody asks which keys there are."""

    def __init__(self, replica: Replica, old_place: Sequence[Replica]) -> None:
        self._replica = replica
        self._old_place = old_place
        self.refusals: list[int] = []

    async def read(self, key: str, epoch: int) -> Entry | None:
        return await self._replica.read(key, epoch)

    async def write(self, key: str, entry: Entry, epoch: int) -> None:
        await self._replica.write(key, entry, epoch)

    async def keys(self, after: str, limit: int) -> list[str]:
        self.refusals.append([await refuses(one) for one in self._old_place].count(True))
        return await self._replica.keys(after, limit)


async def refuses(replica: Replica) -> bool:
    try:
        await replica.read("k", 1)
    except Problem:
        return True
    return False


async def test_before_anybody_tells_its_keys_a_majority_of_the_old_place_refuses_the_old_epoch(
    setup: Setup,
) -> None:
    await setup.node_for(OLD)
    old_place = [setup.replicas[name] for name in OLD]
    watched = {name: Watched(one, old_place) for name, one in setup.replicas.items()}
    setup.replicas.update(watched)
    await (await setup.node_for(NEW)).move(1)
    refusals = [number for one in watched.values() for number in one.refusals]
    assert refusals and min(refusals) >= 2
