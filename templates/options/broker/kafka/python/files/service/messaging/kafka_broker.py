"""A broker on Kafka.

A topic for each topic, a consumer group for each group. What is about one thing goes to one partition, and
what a partition has is handled in order. A message that fails does not hold up its partition: it goes to
a topic of the group for what has to come again.
"""

import asyncio
from typing import Any

from service.config import Config
from service.messaging.broker import Backlog, Handler, Message
from service.messaging.kafka_producer import KafkaProducer
from service.messaging.kafka_subscription import KafkaSubscription
from service.messaging.kafka_topics import KafkaTopics
from service.observability.log import Log


class KafkaBroker:
    def __init__(self, config: Config, log: Log) -> None:
        self._config = config
        self._log = log
        self._settings: dict[str, Any] = {
            "bootstrap.servers": config.broker_url.removeprefix("kafka://"),
            "client.id": config.broker_namespace,
            "error_cb": self._note_error,
            # Threads of the client say what they have to say by errors.
            "log_level": 2,
        }
        self._is_there = False
        self._topics = KafkaTopics(self._settings, config, log)
        self._producer = KafkaProducer(self._settings, self._topics)
        self._subscriptions: list[KafkaSubscription] = []

    @classmethod
    async def connect(cls, config: Config, log: Log) -> "KafkaBroker":
        """Raises an error that names BROKER_URL when nobody answers there."""
        broker = cls(config, log)
        try:
            await broker._topics.ask_for_brokers()
        except ConnectionError as cause:
            await broker.close()
            raise RuntimeError("BROKER_URL: no Kafka cluster answers there") from cause
        broker._is_there = True
        return broker

    async def publish(self, message: Message) -> "asyncio.Future[None]":
        await self._producer.send(message.topic, message)
        self._is_there = True
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        kept.set_result(None)
        return kept

    async def subscribe(self, topic: str, group: str, handler: Handler) -> None:
        again = f"{topic}.{group}.again"
        names = await asyncio.gather(self._topics.ensure(topic), self._topics.ensure(again))
        settings = {**self._settings, "group.id": f"{names[0]}.{group}"}
        subscription = KafkaSubscription(
            settings, names, topic, group, handler, self._producer, self._config, self._log
        )
        subscription.start()
        self._subscriptions.append(subscription)

    def state(self) -> str:
        return "connected" if self._is_there else "reconnecting"

    async def backlog(self) -> list[Backlog]:
        found = [await subscription.backlog() for subscription in self._subscriptions]
        self._is_there = True
        return found

    async def close(self) -> None:
        await asyncio.gather(*(subscription.stop() for subscription in self._subscriptions))
        await self._producer.close()

    def _note_error(self, error: Any) -> None:
        """In a thread of the client."""
        if error.name() == "_ALL_BROKERS_DOWN":
            self._is_there = False
