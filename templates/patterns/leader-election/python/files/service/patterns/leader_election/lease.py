"""Whose turn it is."""

from dataclasses import dataclass
from typing import Protocol

NOBODY = ""


@dataclass(frozen=True)
class Lease:
    """Two that are equal are the same lease, not renewed since."""

    # `NOBODY` when it was given back.
    holder: str
    # The fencing token: one more each time that the lease is taken.
    token: int
    # Counts up each time that its holder says that it is still there.
    renewals: int


class LeaseStore(Protocol):
    """Where the lease is kept. Each change is a compare-and-set: of two that try at once one gets it."""

    async def read(self) -> Lease | None: ...

    async def take(self, seen: Lease | None, holder: str) -> Lease | None:
        """Takes it if it is still as it was seen; None when somebody was faster."""

    async def renew(self, held: Lease) -> Lease | None:
        """None when somebody else has taken it."""

    async def release(self, held: Lease) -> None:
        """Gives it back, so that nobody has to wait for its end."""
