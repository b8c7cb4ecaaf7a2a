"""Pulls messages for a group."""

import asyncio
import json
from contextlib import suppress

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import TimeoutError as NothingCame
from nats.js import JetStreamContext

from service.config import Config
from service.messaging.broker import Backlog, Delivery, Handler
from service.messaging.nats_streams import NatsStreams
from service.observability.log import Log

# Headers of a message that are ours or the server's.
MESSAGE_ID = "Nats-Msg-Id"
MESSAGE_KEY = "message-key"
# Messages that are handled at the same time, of one group in this process.
MOST_AT_ONCE = 16
# How long one request for a message stays open; a stop waits for it.
REQUEST_S = 1.0


class NatsSubscription:
    """Asks for one message whenever it can begin with one at once.

    So none waits here while the time for its acknowledgement runs.
    """

    def __init__(
        self,
        connection: Client,
        client: JetStreamContext,
        streams: NatsStreams,
        topic: str,
        group: str,
        handler: Handler,
        config: Config,
        log: Log,
    ) -> None:
        self._connection = connection
        self._client = client
        self._streams = streams
        self._topic = topic
        self._group = group
        self._handler = handler
        self._config = config
        self._log = log.bind(topic=topic, group=group)
        self._under_way: dict[asyncio.Task[None], Msg] = {}
        self._is_stopped = False
        self._loops: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        place, self._consumer = await self._streams.ensure_consumer(self._topic, self._group)
        self._stream = place.stream
        self._source = await self._client.pull_subscribe_bind(self._consumer, place.stream)
        self._loops = [asyncio.create_task(self._pull()), asyncio.create_task(self._live())]

    async def backlog(self) -> Backlog:
        info = await self._client.consumer_info(self._stream, self._consumer)
        messages = (info.num_pending or 0) + (info.num_ack_pending or 0)
        return Backlog(self._topic, self._group, messages)

    async def stop(self) -> None:
        """Asks for no more and lets what is under way finish."""
        self._is_stopped = True
        pulling, living = self._loops
        await pulling
        await asyncio.gather(*self._under_way)
        living.cancel()

    async def _pull(self) -> None:
        while not self._is_stopped:
            if len(self._under_way) >= MOST_AT_ONCE:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
                continue
            if not self._connection.is_connected:
                # Requests would be kept, and all be answered at once when the server is back.
                await asyncio.sleep(REQUEST_S / 10)
                continue
            try:
                await self._ask()
            except Exception as error:
                await self._mend(error)

    async def _ask(self) -> None:
        try:
            for message in await self._source.fetch(1, REQUEST_S):
                self._begin(message)
        except NothingCame:
            # Silence is also what one hears of a consumer that is not there any more.
            await self._client.consumer_info(self._stream, self._consumer)

    async def _mend(self, error: Exception) -> None:
        """A server that came back without its data knows neither stream nor consumer."""
        if self._connection.is_connected:
            self._log.warning("messages cannot be read", error=repr(error))
            await asyncio.sleep(REQUEST_S)
            with suppress(Exception):
                await self._streams.ensure_consumer(self._topic, self._group)

    def _begin(self, message: Msg) -> None:
        task = asyncio.create_task(self._handle(message))
        self._under_way[task] = message
        task.add_done_callback(self._under_way.pop)

    async def _handle(self, message: Msg) -> None:
        """Never raises: what is neither acknowledged nor given back comes again after the wait."""
        try:
            await self._handler(delivery_of(self._topic, message))
        except Exception as error:
            name = (message.headers or {}).get(MESSAGE_ID)
            self._log.warning("a message was not handled", message=name, error=str(error))
            with suppress(Exception):
                await message.nak(self._config.redelivery_delay_ms / 1000)
        else:
            with suppress(Exception):
                await message.ack()

    async def _live(self) -> None:
        """Tells the server that somebody is at it: the wait for the acknowledgement starts anew."""
        while True:
            await asyncio.sleep(self._config.broker_ack_wait_ms / 3000)
            for message in list(self._under_way.values()):
                with suppress(Exception):
                    await message.in_progress()


def delivery_of(topic: str, message: Msg) -> Delivery:
    headers = dict(message.headers or {})
    name, key = headers.pop(MESSAGE_ID, ""), headers.pop(MESSAGE_KEY, "")
    attempt = message.metadata.num_delivered
    return Delivery(name, topic, key, json.loads(message.data), headers, attempt)
