"""Reads a stream as one consumer of a group."""

import asyncio
import json
from contextlib import suppress
from functools import partial

from service.config import Config
from service.messaging.broker import Backlog, Delivery, Handler
from service.messaging.redis_group import Entry, RedisGroup
from service.observability.log import Log

# Messages that are handled at the same time, of one group in this process.
MOST_AT_ONCE = 16
# The longest that a read waits for new messages; a stop waits for it.
LONGEST_READ_MS = 1000


class RedisSubscription:
    """New messages come as they are published.

    Those that failed stay in the list of what is pending with this consumer and are claimed again after
    the delay; those of a consumer that gives no sign of life are claimed from it.
    """

    def __init__(
        self, group: RedisGroup, topic: str, handler: Handler, config: Config, log: Log
    ) -> None:
        self._group = group
        self._topic = topic
        self._handler = handler
        self._config = config
        self._log = log.bind(topic=topic, group=group.name)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._is_stopped = False
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._loops = [asyncio.create_task(self._read()), asyncio.create_task(self._live())]

    async def backlog(self) -> Backlog:
        return Backlog(self._topic, self._group.name, await self._group.count())

    async def stop(self) -> None:
        """Reads no more and lets what is under way finish."""
        self._is_stopped = True
        reading, living = self._loops
        await reading
        await asyncio.gather(*self._under_way.values())
        living.cancel()
        with suppress(Exception):
            await self._group.leave()

    async def _read(self) -> None:
        while not self._is_stopped:
            try:
                await self._round()
            except Exception as error:
                self._log.warning("messages cannot be read", error=str(error))
                await asyncio.sleep(LONGEST_READ_MS / 1000)
                # A server that came back without its data knows no groups any more. One that takes no writes,
                # as after a failover, refuses this, too, and must not end the reading: nobody would notice.
                with suppress(Exception):
                    await self._group.create()

    async def _round(self) -> None:
        free = MOST_AT_ONCE - len(self._under_way)
        if free == 0:
            tasks = list(self._under_way.values())
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return
        delay_ms = self._config.redelivery_delay_ms
        # Half of what is free at most, so that messages that fail do not keep out new ones.
        again = await self._group.claim_due(
            set(self._under_way), (free + 1) // 2, delay_ms, self._config.broker_ack_wait_ms
        )
        self._handle_all(again)
        if len(again) < free:
            wait_ms = 1 if again else min(delay_ms, LONGEST_READ_MS)
            self._handle_all(await self._group.read_new(free - len(again), wait_ms))

    def _handle_all(self, entries: list[Entry]) -> None:
        for entry in entries:
            task = asyncio.create_task(self._handle(entry))
            self._under_way[entry.id] = task
            task.add_done_callback(partial(self._note_done, entry.id))

    def _note_done(self, name: str, _: "asyncio.Task[None]") -> None:
        del self._under_way[name]

    async def _handle(self, entry: Entry) -> None:
        """Never raises: what fails here stays pending, and so comes again."""
        try:
            await self._handler(delivery_of(self._topic, entry))
            await self._group.acknowledge(entry.id)
        except Exception as error:
            message = entry.fields.get("id")
            self._log.warning("a message was not handled", message=message, error=str(error))

    async def _live(self) -> None:
        """Tells the server that this consumer goes on with what it has."""
        while True:
            await asyncio.sleep(self._config.broker_ack_wait_ms / 3000)
            with suppress(Exception):
                await self._group.keep_hold(set(self._under_way))


def delivery_of(topic: str, entry: Entry) -> Delivery:
    fields = entry.fields
    body, headers = json.loads(fields["body"]), json.loads(fields["headers"])
    return Delivery(fields["id"], topic, fields["key"], body, headers, entry.attempt)
