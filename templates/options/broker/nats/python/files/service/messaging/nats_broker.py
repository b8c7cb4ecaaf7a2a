"""A broker on NATS JetStream.

A stream for each topic, a durable consumer for each group. The server counts deliveries and gives out again
what is not acknowledged in time. Published twice within two minutes, a message is kept once: its id is what
the server goes by.
"""

import asyncio
import json

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext

from service.config import Config
from service.messaging.broker import Backlog, Handler, Message
from service.messaging.nats_streams import NatsStreams
from service.messaging.nats_subscription import MESSAGE_ID, MESSAGE_KEY, NatsSubscription
from service.observability.log import Log

ANSWER_S = 5
# A server that starts with us is waited for.
FIRST_CONNECTION_S = 8


class NatsBroker:
    def __init__(self, config: Config, log: Log) -> None:
        self._config = config
        self._log = log
        self._connection = Client()
        self._client = JetStreamContext(self._connection, timeout=ANSWER_S)
        self._streams = NatsStreams(self._client, config)
        self._subscriptions: list[NatsSubscription] = []
        self._is_closed = False

    @classmethod
    async def connect(cls, config: Config, log: Log) -> "NatsBroker":
        """Raises an error that names BROKER_URL when nobody answers there, or no JetStream."""
        broker = cls(config, log)
        problem = "no NATS server answers there"
        try:
            await asyncio.wait_for(broker._connect(), FIRST_CONNECTION_S)
            problem = "the NATS server has no JetStream (start it with -js)"
            await broker._client.account_info()
        except (NatsError, OSError, TimeoutError) as cause:
            await broker.close()
            raise RuntimeError(f"BROKER_URL: {problem}") from cause
        return broker

    async def publish(self, message: Message) -> "asyncio.Future[None]":
        # The client would keep it for later; whoever publishes has to know that nobody has it.
        if not self._connection.is_connected:
            raise ConnectionError("the broker is closed" if self._is_closed else "NATS is not there")
        headers = {**message.headers, MESSAGE_ID: message.id, MESSAGE_KEY: message.key}
        try:
            place = await self._streams.ensure(message.topic)
            content = json.dumps(message.body).encode()
            await self._client.publish(place.subject, content, headers=headers)
        except (NatsError, OSError, TimeoutError) as error:
            self._streams.forget(message.topic)
            raise ConnectionError("NATS has not taken the message") from error
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        kept.set_result(None)
        return kept

    async def subscribe(self, topic: str, group: str, handler: Handler) -> None:
        connection, client = self._connection, self._client
        subscription = NatsSubscription(
            connection, client, self._streams, topic, group, handler, self._config, self._log
        )
        await subscription.start()
        self._subscriptions.append(subscription)

    def state(self) -> str:
        return "connected" if self._connection.is_connected else "reconnecting"

    async def backlog(self) -> list[Backlog]:
        return [await subscription.backlog() for subscription in self._subscriptions]

    async def close(self) -> None:
        self._is_closed = True
        await asyncio.gather(*(subscription.stop() for subscription in self._subscriptions))
        # Sends what is still to be sent: the last acknowledgements.
        if self._connection.is_connected:
            await self._connection.flush(ANSWER_S)
        await self._connection.close()

    async def _connect(self) -> None:
        async def lost() -> None:
            if not self._is_closed:
                self._log.warning("the connection to NATS is lost")

        async def back() -> None:
            self._log.info("the connection to NATS is back")

        async def fault(error: Exception) -> None:
            self._log.debug("NATS", error=repr(error))

        await self._connection.connect(
            self._config.broker_url,
            disconnected_cb=lost,
            reconnected_cb=back,
            error_cb=fault,
            connect_timeout=ANSWER_S,
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            # A server that leaves two pings without an answer is taken for gone.
            ping_interval=2,
            max_outstanding_pings=2,
        )
