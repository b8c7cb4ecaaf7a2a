"""Where the shard map says."""

import asyncio

from prometheus_client import Gauge

from service.cluster.placement import Replicas, Spread
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.patterns.sharding.map_table import MapTable
from service.patterns.sharding.shard_map import ShardMap, first_map

# How often a node looks for a new map that nobody has told it of.
LOOK_S = 1


class ShardedPlacement:
    """The map of before serves as long as the shared database cannot be reached."""

    def __init__(self, store: MapTable, shard_map: ShardMap, log: Log, metrics: Metrics) -> None:
        self._store = store
        self.map = shard_map
        self._log = log
        self._looking = asyncio.create_task(self._look())
        epoch = Gauge(
            "shard_map_epoch",
            "The epoch of the shard map by which this node goes.",
            registry=metrics.registry,
        )
        epoch.set_function(lambda: self.map.epoch)

    def replicas_of(self, key: str) -> Replicas:
        return self.map.replicas_of(key)

    async def refresh(self) -> None:
        try:
            found = await self._store.open(self.map)
        except Exception as error:
            self._log.warning("the shard map cannot be read", error=str(error))
            return
        if found.epoch > self.map.epoch:
            self.map = found
            self._log.info("a new shard map", epoch=found.epoch)

    async def stop(self) -> None:
        self._looking.cancel()
        await asyncio.wait([self._looking])

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            await self.refresh()


async def open_shards(
    store: MapTable, spread: Spread, log: Log, metrics: Metrics
) -> ShardedPlacement:
    """The first node that comes makes the map."""
    return ShardedPlacement(store, await store.open(first_map(spread)), log, metrics)
