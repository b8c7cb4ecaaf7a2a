"""A value of one key on several nodes that behaves like one on one node.

After Attiya, Bar-Noy and Dolev: no leader, no clock, and a minority of the replicas may be gone. See
docs/adr/quorum-register.md.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from service.cluster.placement import Placement, Replicas
from service.replication.quorum import NoQuorum, OutcomeUnknown, ask_everyone, ask_quorum
from service.replication.replica import Replica, StaleEpoch
from service.storage.entry import Entry, entry_after, version_of

T = TypeVar("T")
# How often an operation learns a new placement before it gives up.
PLACEMENTS = 5


@dataclass(frozen=True)
class Written:
    before: Entry | None
    entry: Entry


class Register:
    def __init__(self, placement: Placement, replicas: Mapping[str, Replica]) -> None:
        self._placement = placement
        self._replicas = replicas

    async def read(self, key: str) -> Entry | None:
        """The latest version, also a tombstone. Raises `NoQuorum`."""
        latest, is_settled = await self._ask(key)
        # A version that only some have may get lost with them: whoever tells of it makes it stay first.
        if latest is not None and not is_settled:
            await self._store(key, latest)
        return latest

    async def write(self, key: str, value: str | None) -> Written:
        """Raises `NoQuorum` when nothing was written, else `OutcomeUnknown`."""
        latest, _ = await self._ask(key)
        entry = entry_after(latest, value)
        try:
            # The same version in every attempt, so that a write that is sent twice is made once.
            await self._store(key, entry)
        except NoQuorum as cause:
            # Some replicas may have it, and any read may make it stay.
            raise OutcomeUnknown from cause
        return Written(latest, entry)

    async def repair(self, key: str) -> int:
        """Brings every replica that answers up to date; says how many were behind. Raises `NoQuorum`."""
        return await self._by_placement(key, lambda at: self._repair(key, at))

    async def _ask(self, key: str) -> tuple[Entry | None, bool]:
        """The latest version that a majority tells of, and whether all of them do."""

        async def ask(at: Replicas) -> tuple[Entry | None, bool]:
            found = await ask_quorum(at.groups, self._reader(key, at.epoch))
            latest = latest_of(found.values())
            return latest, all(one == latest for one in found.values())

        return await self._by_placement(key, ask)

    async def _store(self, key: str, entry: Entry) -> None:
        async def store(at: Replicas) -> None:
            await ask_quorum(at.groups, self._writer(key, entry, at.epoch))

        await self._by_placement(key, store)

    async def _repair(self, key: str, at: Replicas) -> int:
        found = await ask_everyone(at.groups, self._reader(key, at.epoch))
        latest = latest_of(found.values())
        if latest is None:
            return 0
        behind = {node for node, entry in found.items() if entry != latest}
        write = self._writer(key, latest, at.epoch)

        async def mend(node: str) -> None:
            if node in behind:
                await write(node)

        await ask_everyone(at.groups, mend)
        return len(behind)

    async def _by_placement(self, key: str, round: Callable[[Replicas], Awaitable[T]]) -> T:
        """Runs a round of questions by the placement of now."""
        for _ in range(PLACEMENTS):
            try:
                return await round(self._placement.replicas_of(key))
            except StaleEpoch:
                await self._placement.refresh()
        raise NoQuorum("the placement changes all the time")

    def _reader(self, key: str, epoch: int) -> Callable[[str], Awaitable[Entry | None]]:
        async def read(node: str) -> Entry | None:
            return await self._on(node).read(key, epoch)

        return read

    def _writer(self, key: str, entry: Entry, epoch: int) -> Callable[[str], Awaitable[None]]:
        async def write(node: str) -> None:
            await self._on(node).write(key, entry, epoch)

        return write

    def _on(self, node: str) -> Replica:
        replica = self._replicas.get(node)
        if replica is None:
            raise NoQuorum(f"{node} is not among NODES")
        return replica


def latest_of(versions: Iterable[Entry | None]) -> Entry | None:
    return max(versions, key=version_of, default=None)
