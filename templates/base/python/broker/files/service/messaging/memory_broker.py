"""A broker inside the process."""

import asyncio
import json
from collections import Counter
from dataclasses import asdict

from service.messaging.broker import Backlog, Delivery, Handler, Message
from service.observability.log import Log


class MemoryBroker:
    """For tests and for running without a server.

    It keeps nothing over a restart, so that a message is safe only when every group has handled it.
    Messages are copied as JSON, so that nobody shares an object by mistake.
    """

    def __init__(self, redelivery_delay_ms: int, log: Log) -> None:
        self._redelivery_delay_s = redelivery_delay_ms / 1000
        self._log = log
        self._groups: dict[str, dict[str, Handler]] = {}
        self._deliveries: dict[asyncio.Task[None], tuple[str, str]] = {}
        self._closing = asyncio.Event()

    async def publish(self, message: Message) -> asyncio.Future[None]:
        if self._closing.is_set():
            raise ConnectionError("the broker is closed")
        text = json.dumps(asdict(message))
        tasks = []
        for group, handler in self._groups.get(message.topic, {}).items():
            task = asyncio.create_task(self._deliver(group, handler, text))
            self._deliveries[task] = (message.topic, group)
            task.add_done_callback(self._deliveries.pop)
            tasks.append(task)
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        whenever_done(tasks, kept)
        return kept

    async def subscribe(self, topic: str, group: str, handler: Handler) -> None:
        handlers = self._groups.setdefault(topic, {})
        if group in handlers:
            raise ValueError(f"{group} has subscribed to {topic} already")
        handlers[group] = handler

    def state(self) -> str:
        return "in-process"

    async def backlog(self) -> list[Backlog]:
        counts = Counter(self._deliveries.values())
        return [
            Backlog(topic, group, counts[(topic, group)])
            for topic, groups in self._groups.items()
            for group in groups
        ]

    async def close(self) -> None:
        self._closing.set()
        await asyncio.gather(*self._deliveries, return_exceptions=True)

    async def _deliver(self, group: str, handler: Handler, text: str) -> None:
        """Until it is handled. Raises `ConnectionError` when the broker is closed before that."""
        attempt = 0
        while True:
            attempt += 1
            delivery = Delivery(**json.loads(text), attempt=attempt)
            try:
                return await handler(delivery)
            except Exception as error:
                self._log.warning(
                    "a message was not handled", group=group, message=delivery.id, error=str(error)
                )
            await self._pause()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self._redelivery_delay_s):
                await self._closing.wait()
        except TimeoutError:
            return
        raise ConnectionError("the broker was closed before the message was handled")


def whenever_done(tasks: list[asyncio.Task[None]], kept: asyncio.Future[None]) -> None:
    """Says so when all are through; a message that one group did not handle is never safe."""
    if not tasks:
        kept.set_result(None)

    def look(_: asyncio.Task[None]) -> None:
        if not kept.done() and all(succeeded(task) for task in tasks):
            kept.set_result(None)

    for task in tasks:
        task.add_done_callback(look)


def succeeded(task: asyncio.Task[None]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
