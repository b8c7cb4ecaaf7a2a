"""The topics of a cluster."""

import asyncio
from collections.abc import Mapping
from typing import Any

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient, NewTopic

from service.config import Config
from service.observability.log import Log

ANSWER_S = 3
# Of a topic that we make: so many consumers of a group can share its work.
PARTITIONS = 6


class KafkaTopics:
    def __init__(self, settings: Mapping[str, Any], config: Config, log: Log) -> None:
        self._admin = AdminClient(dict(settings))
        self._namespace = config.broker_namespace
        self._keep_ms = config.broker_keep_ms
        self._log = log
        self._made: dict[str, asyncio.Task[None]] = {}

    async def ask_for_brokers(self) -> None:
        """Raises `ConnectionError` when nobody answers."""
        try:
            await asyncio.to_thread(self._admin.list_topics, timeout=ANSWER_S)
        except KafkaException as cause:
            raise ConnectionError("Kafka gives no answer") from cause

    async def ensure(self, name: str) -> str:
        """The name on the cluster. The first time it sees to it that there is such a topic."""
        topic = f"{self._namespace}.{name}"
        if topic not in self._made:
            self._made[topic] = asyncio.create_task(asyncio.to_thread(self._make, topic))
        # Whoever asks for it meanwhile waits as well.
        await asyncio.shield(self._made[topic])
        return topic

    def _make(self, topic: str) -> None:
        """A topic that cannot be made is logged: it is there, or will be when it is first used."""
        settings = {"retention.ms": str(self._keep_ms)}
        # As many copies as the cluster gives a topic of which nothing is said.
        wanted = NewTopic(topic, num_partitions=PARTITIONS, replication_factor=-1, config=settings)
        try:
            if topic not in self._admin.list_topics(timeout=ANSWER_S).topics:
                self._admin.create_topics([wanted])[topic].result(ANSWER_S)
        except Exception as error:
            # Another replica made it, or the cluster keeps that to its administrators.
            self._log.info("the topic was not made", topic=topic, error=str(error))
