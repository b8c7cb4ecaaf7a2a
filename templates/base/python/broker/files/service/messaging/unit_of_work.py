"""A change and its events, together."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from service.database.database import Database, Tx
from service.messaging.broker import Broker, Message
from service.observability.log import Log
# compendium:slot event-headers-imports


@dataclass
class Work:
    tx: Tx
    events: list[Message] = field(default_factory=list)

    def emit(self, topic: str, key: str, body: Any) -> None:
        """Announces what this work changes. Nobody hears of it unless the change is committed."""
        # compendium:slot event-headers default
        headers: dict[str, str] = {}
        # compendium:end
        self.events.append(Message(str(uuid4()), topic, key, body, headers))


class EventSink(Protocol):
    """Where the events of a change go."""

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        """Inside the transaction, with the change."""

    async def release(self, events: Sequence[Message]) -> None:
        """After the commit."""


class UnitOfWork:
    """`async with unit_of_work() as work:` is one transaction.

    No call to another service belongs in it: it holds a lock.
    """

    def __init__(self, database: Database, *sinks: EventSink) -> None:
        self._database = database
        self._sinks = sinks

    def __call__(self) -> AbstractAsyncContextManager[Work]:
        return self._run()

    @asynccontextmanager
    async def _run(self) -> AsyncIterator[Work]:
        async with self._database.begin() as tx:
            work = Work(tx)
            yield work
            for sink in self._sinks:
                await sink.stage(tx, work.events)
        for sink in self._sinks:
            await sink.release(work.events)


class DirectSink:
    """Publishes after the commit. A crash in between loses the events: see the outbox for a way out."""

    def __init__(self, broker: Broker, log: Log) -> None:
        self._broker = broker
        self._log = log

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        """Nothing is kept with the change."""

    async def release(self, events: Sequence[Message]) -> None:
        for event in events:
            try:
                await self._broker.publish(event)
            except Exception as error:
                # The change is made: failing the request now would tell the caller that it is not.
                self._log.error("an event was lost", event_id=event.id, error=str(error))
