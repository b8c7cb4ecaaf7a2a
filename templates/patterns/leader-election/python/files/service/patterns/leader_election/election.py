"""Elects one leader among all who share the store of a lease. See docs/adr/leader-election.md."""

import time
from collections.abc import Callable

from service.observability.log import Log
from service.patterns.leader_election.lease import NOBODY, Lease, LeaseStore


class Election:
    """No clocks are compared.

    A leader counts its time from before it asked for the lease, the others count theirs from when they
    saw it, which is later. A process that is paused finds out too late all the same; that is what the
    token is for.
    """

    def __init__(
        self,
        store: LeaseStore,
        holder: str,
        lease_ms: int,
        log: Log,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        # Who this is, for people who read logs.
        self._holder = holder
        self._lease_s = lease_ms / 1000
        self._log = log
        # Seconds on a clock that nobody sets.
        self._clock = clock
        self._held: Lease | None = None
        self._held_until = 0.0
        self._seen: Lease | None = None
        self._seen_since = 0.0

    def token(self) -> int | None:
        """The fencing token while this process may take itself for the leader."""
        if self._held is None or self._clock() >= self._held_until:
            return None
        return self._held.token

    async def campaign(self) -> None:
        """Renews the lease, or takes it when nobody has it. To be called several times while it lasts."""
        asked_at = self._clock()
        if self._held is not None:
            return await self._renew(self._held, asked_at)
        lease = await self._store.read()
        if lease is None or self._is_over(lease):
            taken = await self._store.take(lease, self._holder)
            if taken is not None:
                self._hold(taken, asked_at)
                self._log.info("leads", token=taken.token, holder=self._holder)

    async def resign(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            await self._store.release(held)
            self._log.info("gave the lease back", token=held.token, holder=self._holder)

    async def _renew(self, held: Lease, asked_at: float) -> None:
        renewed = await self._store.renew(held)
        if renewed is not None:
            return self._hold(renewed, asked_at)
        self._held = None
        told = "leads no more: somebody took the lease"
        self._log.warning(told, token=held.token, holder=self._holder)

    def _hold(self, lease: Lease, asked_at: float) -> None:
        self._held, self._held_until = lease, asked_at + self._lease_s

    def _is_over(self, lease: Lease) -> bool:
        """True of a lease that was given back, or not renewed for as long as it lasts, by our own watch."""
        if lease.holder == NOBODY:
            return True
        if lease != self._seen:
            self._seen, self._seen_since = lease, self._clock()
            return False
        return self._clock() - self._seen_since >= self._lease_s
