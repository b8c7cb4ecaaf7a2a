"""The two sides of a read model: the changes that it is made of, and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from service.database.database import Tx
from service.messaging.broker import Message

Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Change(Generic[Fact]):
    """Something that the write side did."""

    # Counts up over all changes, without gaps, in the order of the commits.
    position: int
    # Of what was changed.
    key: str
    # ISO 8601, UTC.
    at: str
    # What was done, as far as the read side cares.
    fact: Fact


class Feed(Protocol[Fact]):
    """All changes, kept: of them the read model is made, and made again."""

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        """Records the changes that the events of a transaction tell of, where nobody else has."""

    async def read(self, tx: Tx, after: int, limit: int) -> list[Change[Fact]]:
        """Changes after a position, in order."""
        ...

    async def head(self, tx: Tx) -> int:
        """The position of the last change that is committed."""
        ...


class ReadModel(Protocol[Fact]):
    """Rows in the form in which they are asked for, made of a feed alone."""

    @property
    def feed(self) -> Feed[Fact]: ...

    async def apply(self, tx: Tx, change: Change[Fact]) -> None:
        """Works one change in. One that comes twice changes nothing.

        Raises `LookupError` where changes before it are missing.
        """

    async def clear(self, tx: Tx) -> None:
        """Takes all rows away."""
