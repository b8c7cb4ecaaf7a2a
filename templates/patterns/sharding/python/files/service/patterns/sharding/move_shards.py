"""Brings slots to where they should be, while clients read and write.

The steps may be left off anywhere and gone on with by another leader. See docs/adr/sharding.md for why
no write is lost.
"""

from collections.abc import Mapping, Sequence

from prometheus_client import Counter

from service.cluster.placement import Spread
from service.observability.metrics import Metrics
from service.patterns.sharding.map_table import MapTable
from service.patterns.sharding.shard_map import ShardMap, slot_of
from service.patterns.sharding.sharded_placement import ShardedPlacement
from service.replication.key_pages import key_pages
from service.replication.quorum import NoQuorum, ask_quorum, count, majority_of, nodes_in
from service.replication.register import Register
from service.replication.replica import Replica
from service.storage.entry import Entry

# Slots that move at the same time: while they do, their keys need more nodes.
AT_ONCE = 8


class Mover:
    def __init__(
        self,
        store: MapTable,
        placement: ShardedPlacement,
        spread: Spread,
        replicas: Mapping[str, Replica],
        register: Register,
        metrics: Metrics,
    ) -> None:
        self._store = store
        self._placement = placement
        self._spread = spread
        self._replicas = replicas
        self._register = register
        self._moved = Counter(
            "shard_slots_moved_total",
            "Slots that were brought to other nodes.",
            registry=metrics.registry,
        )

    async def __call__(self, token: int) -> str:
        """Until every slot is in its place."""
        moved = 0
        await self._placement.refresh()
        while await self._begin(token):
            # What is ended is what was begun here, also when another leader has changed the map by then.
            shard_map = self._placement.map
            await self._end_old_epoch(shard_map)
            await self._bring_keys(shard_map)
            await self._publish(shard_map.with_moves_ended(), token)
            self._moved.inc(len(shard_map.moving()))
            moved += len(shard_map.moving())
        return f"{moved} slots moved"

    async def _begin(self, token: int) -> bool:
        """False when there is nothing to move. What another leader has begun goes on first."""
        shard_map = self._placement.map
        if shard_map.moving():
            return True
        slots = shard_map.misplaced(self._spread)[:AT_ONCE]
        if slots:
            await self._publish(shard_map.with_moves_begun(slots, self._spread), token)
        return bool(slots)

    async def _publish(self, following: ShardMap, token: int) -> None:
        is_next = await self._store.publish(following, token)
        await self._placement.refresh()
        if not is_next:
            raise RuntimeError(f"the shard map is not of epoch {following.epoch - 1} any more")

    async def _end_old_epoch(self, shard_map: ShardMap) -> None:
        """From here on nothing that goes by an older map finds a majority in the old place."""

        async def tell(node: str) -> Entry | None:
            # Any request will do: it makes a replica refuse what comes with an older epoch.
            return await self._on(node).read("-", shard_map.epoch)

        await ask_quorum(shard_map.old_places(), tell)

    async def _bring_keys(self, shard_map: ShardMap) -> None:
        """Every version that a majority of the old place has gets a majority of the new one."""
        groups = shard_map.old_places()
        moving = set(shard_map.moving())
        async for page in key_pages({node: self._on(node) for node in nodes_in(groups)}):
            check_heard(groups, page.answered)
            for key in page.keys:
                if slot_of(key) in moving:
                    # A read that finds the new place behind writes the version there before it ends.
                    await self._register.read(key)

    def _on(self, node: str) -> Replica:
        replica = self._replicas.get(node)
        if replica is None:
            where = "put it into LEAVING_NODES too"
            raise NoQuorum(f"{node} has slots and is not among NODES: {where}")
        return replica


def check_heard(groups: Sequence[Sequence[str]], answered: Sequence[str]) -> None:
    """Raises `NoQuorum` unless a majority of each group has told which keys it has."""
    if any(count(group, answered) < majority_of(group) for group in groups):
        raise NoQuorum("too few nodes told which keys they have")
