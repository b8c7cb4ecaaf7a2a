"""The one shard map, in the database that all nodes share."""

import json

from sqlalchemy import select, update

from service.database.database import Database, insert_new
from service.database.tables.shards import shard_maps
from service.patterns.leader_election.fence import fenced
from service.patterns.sharding.shard_map import ShardMap, map_in

NAME = "shards"


class MapTable:
    def __init__(self, control: Database) -> None:
        self._control = control

    async def open(self, first: ShardMap) -> ShardMap:
        """The map, or `first` when there is none yet."""
        query = select(shard_maps.c.map).where(shard_maps.c.name == NAME)
        row = dict(name=NAME, epoch=first.epoch, map=json.dumps(first.to_json()))
        async with self._control.begin() as tx:
            await tx.execute(insert_new(tx, shard_maps).values(**row))
            return map_in(json.loads((await tx.execute(query)).scalar_one()))

    async def publish(self, following: ShardMap, token: int) -> bool:
        """Follows the map of the epoch before; false when that one is over. Raises `FencedOff`."""
        before = (shard_maps.c.name == NAME) & (shard_maps.c.epoch == following.epoch - 1)
        text = json.dumps(following.to_json())
        change = update(shard_maps).where(before).values(epoch=following.epoch, map=text)
        async with fenced(self._control, "shard map", token) as tx:
            return bool((await tx.execute(change)).rowcount > 0)
