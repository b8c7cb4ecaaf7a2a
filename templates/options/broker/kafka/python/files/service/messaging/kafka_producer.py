"""Sends to a cluster, and waits until all replicas that are in sync have the message."""

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from confluent_kafka import KafkaException, Producer

from service.messaging.broker import Delivery, Message
from service.messaging.kafka_topics import KafkaTopics

# Nobody who publishes is kept waiting for longer.
SEND_MS = 5000
# What stands with a message besides its own headers.
ID, ATTEMPT, DUE_AT = "message-id", "message-attempt", "message-due-at"


class KafkaProducer:
    def __init__(self, settings: Mapping[str, Any], topics: KafkaTopics) -> None:
        self._topics = topics
        self._producer = Producer({**settings, "acks": "all", "message.timeout.ms": SEND_MS})
        self._is_closed = False
        self._thread = ThreadPoolExecutor(1, "kafka-producer")
        self._polling: asyncio.Task[None] | None = None

    async def send(
        self, name: str, message: Message, further: Mapping[str, str] | None = None
    ) -> None:
        """Raises `ConnectionError` when it is not known that the cluster has it."""
        if self._is_closed:
            raise ConnectionError("the broker is closed")
        if self._polling is None:
            self._polling = asyncio.create_task(self._poll())
        loop = asyncio.get_running_loop()
        sent: asyncio.Future[Any] = loop.create_future()

        def note(error: Any, _: Any) -> None:
            # In the thread that polls.
            loop.call_soon_threadsafe(settle, sent, error)

        headers = {**message.headers, ID: message.id, **(further or {})}
        topic = await self._topics.ensure(name)
        try:
            self._producer.produce(
                topic,
                json.dumps(message.body),
                message.key,
                headers=[(key, value.encode()) for key, value in headers.items()],
                on_delivery=note,
            )
        except (BufferError, KafkaException) as cause:
            # So many wait to be sent that there is no room for another.
            raise ConnectionError("Kafka does not take messages at the moment") from cause
        if (error := await sent) is not None:
            raise ConnectionError(f"Kafka did not take a message: {error.str()}")

    async def close(self) -> None:
        self._is_closed = True
        await asyncio.to_thread(self._producer.flush, SEND_MS / 1000)
        if self._polling is not None:
            await self._polling
        self._thread.shutdown()

    async def _poll(self) -> None:
        """The client tells of what it did only when it is asked."""
        loop = asyncio.get_running_loop()
        while not self._is_closed:
            await loop.run_in_executor(self._thread, self._producer.poll, 0.1)


def settle(sent: "asyncio.Future[Any]", error: Any) -> None:
    if not sent.done():
        sent.set_result(error)


def delivery_of(topic: str, message: Any) -> tuple[Delivery, float]:
    """A message of `topic` as it came over the network, and when it is due (seconds since 1970).

    Others publish, too: what they call nothing is called by its place, and what is no JSON comes as text.
    It is for the handler to say what becomes of it; not to be read must not hold up what comes after it.
    """
    given = message.headers() or []
    headers = {key: (value or b"").decode(errors="replace") for key, value in given}
    place = f"{message.topic()}-{message.partition()}-{message.offset()}"
    name, attempt = headers.pop(ID, "") or place, int(headers.pop(ATTEMPT, "1"))
    due_at = float(headers.pop(DUE_AT, "0"))
    key = (message.key() or b"").decode(errors="replace")
    return Delivery(name, topic, key, body_in(message.value()), headers, attempt), due_at


def body_in(value: bytes | None) -> Any:
    """None also of a tombstone, which says that there is nothing under its key any more."""
    try:
        return json.loads(value or b"null")
    except ValueError:
        return (value or b"").decode(errors="replace")
