"""The streams of topics and the consumers of groups, on NATS JetStream."""

import re
from dataclasses import dataclass

from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import APIError

from service.config import Config

# Within this time a message of the same id is the same one.
DUPLICATES_S = 120
# What the server calls a stream of this name that was made otherwise, by a release with other settings.
STREAM_IN_USE = 10058


@dataclass(frozen=True)
class StreamPlace:
    stream: str
    subject: str


class NatsStreams:
    def __init__(self, client: JetStreamContext, config: Config) -> None:
        self._client = client
        self._config = config
        self._known: dict[str, StreamPlace] = {}

    async def ensure(self, topic: str) -> StreamPlace:
        """Makes the stream of a topic, unless this process has seen to it before."""
        place = self._known.get(topic)
        if place is None:
            place = self._known[topic] = await self._make(topic)
        return place

    async def ensure_consumer(self, topic: str, group: str) -> tuple[StreamPlace, str]:
        """Makes stream and consumer, also anew, for a server that came back without its data."""
        self.forget(topic)
        place, consumer = await self.ensure(topic), name_of(group)
        wanted = ConsumerConfig(
            durable_name=consumer,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=self._config.broker_ack_wait_ms / 1000,
            # A group begins with the oldest message there is.
            deliver_policy=DeliverPolicy.ALL,
            # Again and again: who gives a message up, and when, is not for the broker to say.
            max_deliver=-1,
        )
        await self._client.add_consumer(place.stream, wanted)
        return place, consumer

    def forget(self, topic: str) -> None:
        """The next message finds out whether its stream is there."""
        self._known.pop(topic, None)

    async def _make(self, topic: str) -> StreamPlace:
        namespace, keep_s = self._config.broker_namespace, self._config.broker_keep_ms / 1000
        place = StreamPlace(name_of(f"{namespace}-{topic}"), f"{namespace}.{name_of(topic)}")
        wanted = StreamConfig(
            name=place.stream,
            subjects=[place.subject],
            retention=RetentionPolicy.LIMITS,
            storage=StorageType.FILE,
            max_age=keep_s,
            duplicate_window=min(DUPLICATES_S, keep_s),
        )
        try:
            await self._client.add_stream(wanted)
        except APIError as error:
            if error.err_code != STREAM_IN_USE:
                raise
            await self._client.update_stream(wanted)
        return place


def name_of(text: str) -> str:
    """Names of streams, consumers and parts of subjects have no dots, blanks or wildcards."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", text)
