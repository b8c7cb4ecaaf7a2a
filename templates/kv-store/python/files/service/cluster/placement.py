"""Which nodes keep a key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

# The nodes for a name, the first of them foremost.
Spread = Callable[[str], Sequence[str]]
# Spreads names over nodes. The same nodes give the same answer everywhere.
SpreadOver = Callable[[Sequence[str]], Spread]
Groups = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Replicas:
    """Which nodes keep a key, and by which placement the sender goes."""

    # A quorum is a majority of each: two groups while keys are on their way from one to the other.
    groups: Groups
    # Counts the changes of the placement. A replica that knows of a later one refuses.
    epoch: int


class Placement(Protocol):
    def replicas_of(self, key: str) -> Replicas: ...

    async def refresh(self) -> None:
        """Learns the placement of now, after a replica has refused an old epoch."""


class StaticPlacement:
    """Where keys are as long as nobody changes the configuration.

    While it names the nodes of before, each operation needs a majority of the old place and of the new
    one, so that nothing is missed on the way.
    """

    def __init__(
        self, keepers: Sequence[str], previous: Sequence[str], spread_over: SpreadOver
    ) -> None:
        self._spreads = [spread_over(nodes) for nodes in (keepers, previous) if nodes]

    def replicas_of(self, key: str) -> Replicas:
        return Replicas([spread(key) for spread in self._spreads], epoch=0)

    async def refresh(self) -> None:
        """Nothing changes while the process runs."""
