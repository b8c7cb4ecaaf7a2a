"""What one consumer asks of a stream, as a member of a group."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from redis.exceptions import ResponseError


@dataclass(frozen=True)
class Entry:
    id: str
    fields: Mapping[str, str]
    attempt: int


class RedisGroup:
    def __init__(
        self, client: Any, ask: Callable[[Awaitable[Any]], Awaitable[Any]], stream: str, group: str
    ) -> None:
        self._client = client
        self._ask = ask
        self._of = (stream, group)
        self.name = group
        self._consumer = str(uuid4())

    async def create(self) -> None:
        """A group begins with the oldest message there is."""
        try:
            await self._ask(self._client.xgroup_create(*self._of, id="0", mkstream=True))
        except ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    async def read_new(self, most: int, wait_ms: int) -> list[Entry]:
        stream, group = self._of
        read = self._client.xreadgroup(group, self._consumer, {stream: ">"}, most, wait_ms)
        answer = await self._ask(read)
        return [Entry(name, fields, 1) for name, fields in answer[0][1]] if answer else []

    async def claim_due(
        self, under_way: Collection[str], most: int, redelivery_delay_ms: int, ack_wait_ms: int
    ) -> list[Entry]:
        """Takes what failed here and has waited, and what others do not go on with."""
        enough = most + len(under_way)
        failed = await self._pending(enough, redelivery_delay_ms, self._consumer)
        due = [one for one in failed if one["message_id"] not in under_way][:most]
        again = await self._claim(due, redelivery_delay_ms)
        lost_ms = max(ack_wait_ms, redelivery_delay_ms)
        lost = await self._pending(enough, lost_ms)
        left = [one for one in lost if one["consumer"] != self._consumer][: most - len(again)]
        return again + await self._claim(left, lost_ms)

    async def keep_hold(self, names: Collection[str]) -> None:
        """A sign of life: to claim one's own message starts its time anew."""
        if names:
            claim = self._client.xclaim(*self._of, self._consumer, 0, list(names), justid=True)
            await self._ask(claim)

    async def acknowledge(self, name: str) -> None:
        await self._ask(self._client.xack(*self._of, name))

    async def count(self) -> int:
        """What was not given to anybody, and what was and is not acknowledged."""
        groups = await self._ask(self._client.xinfo_groups(self._of[0]))
        found = next(one for one in groups if one["name"] == self.name)
        return int(found["lag"] or 0) + int(found["pending"])

    async def leave(self) -> None:
        """Takes this consumer off the group, unless it leaves something for others to claim."""
        if not await self._pending(1, None, self._consumer):
            await self._ask(self._client.xgroup_delconsumer(*self._of, self._consumer))

    async def _pending(
        self, most: int, idle_ms: int | None, consumer: str | None = None
    ) -> list[dict[str, Any]]:
        pending = self._client.xpending_range(*self._of, "-", "+", most, consumer, idle_ms)
        return list(await self._ask(pending))

    async def _claim(self, wanted: list[dict[str, Any]], idle_ms: int) -> list[Entry]:
        """Two may want the same message. The first claim ends its idleness; the second gets nothing."""
        if not wanted:
            return []
        deliveries = {one["message_id"]: int(one["times_delivered"]) for one in wanted}
        claim = self._client.xclaim(*self._of, self._consumer, idle_ms, list(deliveries))
        # No name: it was deleted for its age.
        claimed = [(name, fields) for name, fields in await self._ask(claim) if name]
        return [Entry(name, fields, deliveries[name] + 1) for name, fields in claimed]
