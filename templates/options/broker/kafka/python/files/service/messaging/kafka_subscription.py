"""Consumes a topic for a group, and the topic of what has to come again."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from confluent_kafka import OFFSET_INVALID, Consumer, KafkaException, TopicPartition

from service.config import Config
from service.messaging.broker import Backlog, Delivery, Handler
from service.messaging.kafka_producer import ATTEMPT, DUE_AT, KafkaProducer, delivery_of
from service.observability.log import Log

# Messages of one partition that wait here; more are not fetched meanwhile.
LONGEST_QUEUE = 50
# The longest that a poll waits for messages; a stop waits for it.
POLL_S = 0.2
# Brokers refuse less, unless they are told otherwise.
LEAST_SESSION_MS = 6000
ANSWER_S = 5

# A topic of the cluster, and the number of one of its partitions.
Place = tuple[str, int]


class KafkaSubscription:
    """Each partition is handled in order, and all of them at the same time.

    The offset of a message is stored when it was handled or sent to where it comes again, and committed by
    the client from time to time, so that a crash only has it come once more.
    """

    def __init__(
        self,
        settings: Mapping[str, Any],
        names: Sequence[str],
        topic: str,
        group: str,
        handler: Handler,
        producer: KafkaProducer,
        config: Config,
        log: Log,
    ) -> None:
        self._names = names
        self._topic = topic
        self._group = group
        self._handler = handler
        self._producer = producer
        self._redelivery_delay_s = config.redelivery_delay_ms / 1000
        self._log = log.bind(topic=topic, group=group)
        session_ms = max(config.broker_ack_wait_ms, LEAST_SESSION_MS)
        self._consumer = Consumer(
            {
                **settings,
                "auto.offset.reset": "earliest",
                "allow.auto.create.topics": True,
                "enable.auto.offset.store": False,
                "auto.commit.interval.ms": 500,
                "session.timeout.ms": session_ms,
                "heartbeat.interval.ms": session_ms // 3,
                "topic.metadata.refresh.interval.ms": 5000,
            }
        )
        self._queues: dict[Place, deque[Any]] = defaultdict(deque)
        self._workers: dict[Place, asyncio.Task[None]] = {}
        self._paused: set[Place] = set()
        self._stopping = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "kafka-consumer")
        self._reading: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._consumer.subscribe(list(self._names), on_revoke=self._let_go, on_lost=self._let_go)
        self._reading = asyncio.create_task(self._read())

    async def backlog(self) -> Backlog:
        """How many messages stand behind the offsets that the group has committed."""
        return Backlog(self._topic, self._group, await asyncio.to_thread(self._count))

    async def stop(self) -> None:
        """Fetches no more and lets what is under way finish."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        if self._reading is not None:
            await self._reading
        await asyncio.gather(*self._workers.values())
        await asyncio.to_thread(self._consumer.close)
        self._thread.shutdown()

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            try:
                message = await loop.run_in_executor(self._thread, self._consumer.poll, POLL_S)
            except Exception as error:
                # Nobody would notice if the reading ended here.
                self._log.warning("messages cannot be read", error=str(error))
                await self._stops_within(1)
                continue
            if message is None:
                continue
            if message.error() is not None:
                self._log.warning("messages cannot be read", error=message.error().str())
                continue
            self._enqueue((message.topic(), message.partition()), message)

    def _enqueue(self, place: Place, message: Any) -> None:
        queue = self._queues[place]
        queue.append(message)
        if len(queue) >= LONGEST_QUEUE and place not in self._paused:
            self._paused.add(place)
            # It may have gone to another consumer meanwhile.
            with suppress(KafkaException):
                self._consumer.pause([TopicPartition(*place)])
        if place not in self._workers:
            self._workers[place] = asyncio.create_task(self._work(place))

    async def _work(self, place: Place) -> None:
        """Until nothing of the partition waits any more."""
        queue = self._queues[place]
        # Emptied from the thread that polls, too, when another consumer gets the partition.
        with suppress(IndexError):
            while not self._stopping.is_set():
                await self._handle(place, queue.popleft())
                self._fetch_on(place)
        del self._workers[place]

    def _fetch_on(self, place: Place) -> None:
        if place in self._paused and len(self._queues[place]) < LONGEST_QUEUE / 2:
            self._paused.discard(place)
            with suppress(KafkaException):
                self._consumer.resume([TopicPartition(*place)])

    async def _handle(self, place: Place, message: Any) -> None:
        delivery, due_at = delivery_of(self._topic, message)
        # All wait equally long, so those behind this one are due later still.
        if due_at > time.time() and await self._stops_within(due_at - time.time()):
            return
        try:
            await self._handler(delivery)
        except Exception as error:
            self._log.warning("a message was not handled", message=delivery.id, error=str(error))
            if not await self._send_again(delivery):
                return
        self._note_handled(place, message.offset() + 1)

    async def _send_again(self, delivery: Delivery) -> bool:
        """Tries until the cluster has it; false when it is stopped before, and so it comes again anyway."""
        while True:
            due_at = time.time() + self._redelivery_delay_s
            further = {ATTEMPT: str(delivery.attempt + 1), DUE_AT: str(due_at)}
            try:
                await self._producer.send(f"{self._topic}.{self._group}.again", delivery, further)
                return True
            except ConnectionError as error:
                self._log.warning("a message waits to be sent again", error=str(error))
            if await self._stops_within(1):
                return False

    async def _stops_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._stopping.wait()
        except TimeoutError:
            return False

    def _note_handled(self, place: Place, offset: int) -> None:
        try:
            self._consumer.store_offsets(offsets=[TopicPartition(*place, offset)])
        except Exception:
            # The partition went to another consumer meanwhile, which handles the message once more.
            self._log.info("a message was handled by one who had to let it go", offset=offset)

    def _let_go(self, _: Any, partitions: Sequence[Any]) -> None:
        """In the thread that polls. What waits here of these partitions is for another consumer."""
        for partition in partitions:
            place = (partition.topic, partition.partition)
            self._queues[place].clear()
            self._paused.discard(place)

    def _count(self) -> int:
        return sum(self._count_of(name) for name in self._names)

    def _count_of(self, name: str) -> int:
        numbers = self._consumer.list_topics(name, ANSWER_S).topics[name].partitions
        places = [TopicPartition(name, number) for number in numbers]
        waiting = 0
        for place in self._consumer.committed(places, ANSWER_S):
            low, high = self._consumer.get_watermark_offsets(place, ANSWER_S)
            waiting += high - (low if place.offset == OFFSET_INVALID else place.offset)
        return waiting
