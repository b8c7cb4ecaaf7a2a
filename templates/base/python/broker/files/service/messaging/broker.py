"""How parts hear of each other."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True)
class Message:
    # The same in every delivery: by it a consumer knows what it has had already.
    id: str
    topic: str
    # Messages of one key are about one thing.
    key: str
    # What JSON can hold.
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Delivery(Message):
    # 1 for the first.
    attempt: int = 1


# Handles a delivery. When it raises, the message comes again.
Handler = Callable[[Delivery], Awaitable[None]]
# Wraps the handler of one group of consumers.
HandlerPolicy = Callable[[str, Handler], Handler]


def apply_policies(group: str, handler: Handler, policies: Sequence[HandlerPolicy]) -> Handler:
    """The first policy is nearest to the handler."""
    for policy in policies:
        handler = policy(group, handler)
    return handler


class Broker(Protocol):
    """Delivers each message at least once to each group.

    Twice happens (a crash between the work and its acknowledgement), so handlers must not mind. Order is
    not promised: a message that failed comes after those that did not.
    """

    async def publish(self, message: Message) -> "asyncio.Future[None]":
        """Returns when the broker has the message.

        The future is done when no crash of this process can lose it any more; with a broker that has a
        disk that is at once.
        """

    async def subscribe(self, topic: str, group: str, handler: Handler) -> None: ...

    async def close(self) -> None:
        """Takes no more deliveries and lets those under way finish."""


@dataclass(frozen=True)
class Backlog:
    """How many messages a group has still to handle."""

    topic: str
    group: str
    messages: int


@runtime_checkable
class WatchedBroker(Protocol):
    """A broker that can tell how it does."""

    def state(self) -> str:
        """How it is connected, in a word."""
        ...

    async def backlog(self) -> Sequence[Backlog]:
        """Of the groups that have subscribed here."""
        ...
