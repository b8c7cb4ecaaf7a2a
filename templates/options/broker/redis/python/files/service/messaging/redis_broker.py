"""A broker on Redis Streams.

A stream for each topic, a consumer group for each group. The server notes what was given to whom, so a
message that was not acknowledged outlives its consumer. What is safe from a crash of the server is the
server's business: `appendfsync always` loses nothing, the usual `everysec` up to a second.
"""

import asyncio
import json
import time
from collections.abc import Awaitable
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from service.config import Config
from service.messaging.broker import Backlog, Handler, Message
from service.messaging.redis_group import RedisGroup
from service.messaging.redis_subscription import RedisSubscription
from service.observability.log import Log

# A server that is silent for longer is taken for gone. A read waits less.
SILENCE_S = 5
# Tries of the first connection, over some seconds: a server that starts with us is waited for.
FIRST_TRIES = 8


class RedisBroker:
    def __init__(self, config: Config, log: Log) -> None:
        self._config = config
        self._log = log
        # Each version of the client has types of its own. A command fails at once, and whoever sent it
        # decides what to do.
        self._client: Any = Redis.from_url(
            config.broker_url,
            decode_responses=True,
            socket_timeout=SILENCE_S,
            socket_connect_timeout=SILENCE_S,
            retry=Retry(NoBackoff(), 0),
            health_check_interval=2,
        )
        self._is_there = False
        self._is_closed = False
        self._subscriptions: list[RedisSubscription] = []

    @classmethod
    async def connect(cls, config: Config, log: Log) -> "RedisBroker":
        """Raises an error that names BROKER_URL when nobody answers there."""
        broker = cls(config, log)
        for attempt in range(1, FIRST_TRIES + 1):
            try:
                await broker.ask(broker._client.ping())
                return broker
            except ConnectionError as cause:
                if attempt == FIRST_TRIES:
                    await broker.close()
                    raise RuntimeError("BROKER_URL: no Redis server answers there") from cause
            await asyncio.sleep(min(0.05 * 2**attempt, 1))
        raise AssertionError("never reached")

    async def publish(self, message: Message) -> "asyncio.Future[None]":
        if self._is_closed:
            raise ConnectionError("the broker is closed")
        entry = {
            "id": message.id,
            "key": message.key,
            "body": json.dumps(message.body),
            "headers": json.dumps(dict(message.headers)),
        }
        oldest_ms = int(time.time() * 1000) - self._config.broker_keep_ms
        # Approximately: whole blocks of entries are deleted, which costs next to nothing.
        await self.ask(self._client.xadd(self._stream_of(message.topic), entry, minid=oldest_ms))
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        kept.set_result(None)
        return kept

    async def subscribe(self, topic: str, group: str, handler: Handler) -> None:
        members = RedisGroup(self._client, self.ask, self._stream_of(topic), group)
        await members.create()
        subscription = RedisSubscription(members, topic, handler, self._config, self._log)
        subscription.start()
        self._subscriptions.append(subscription)

    def state(self) -> str:
        return "connected" if self._is_there else "reconnecting"

    async def backlog(self) -> list[Backlog]:
        return [await subscription.backlog() for subscription in self._subscriptions]

    async def close(self) -> None:
        await asyncio.gather(*(subscription.stop() for subscription in self._subscriptions))
        self._is_closed = True
        await self._client.connection_pool.disconnect()

    async def ask(self, command: Awaitable[Any]) -> Any:
        """Its answer. Raises `ConnectionError` when there is none, and notes whether the server is there."""
        try:
            answer = await command
        except ResponseError:
            self._is_there = True
            raise
        except (RedisError, OSError) as error:
            self._is_there = False
            raise ConnectionError("Redis gives no answer") from error
        self._is_there = True
        return answer

    def _stream_of(self, topic: str) -> str:
        return f"{self._config.broker_namespace}:{topic}"
