"""Clients that count up, each in a key of its own, and go to the next node when one does not answer."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from tools.drills.drill import Drill


@dataclass
class Acknowledged:
    """What a client knows of the key that it alone writes."""

    key: str
    # The last number whose write was acknowledged; 0 before the first.
    last: int = 0
    # Numbers whose writes had no answer, or 503: they may have been made, or be made yet.
    unknown: set[int] = field(default_factory=set)


class Writers:
    def __init__(self, drill: Drill, clients: int) -> None:
        self._drill = drill
        self._is_over = False
        # Writes that were acknowledged so far.
        self.count = 0
        self._clients = [asyncio.create_task(self._run(number)) for number in range(clients)]

    async def more(self, what: str, count: int) -> None:
        """Expects so many more writes to be acknowledged."""
        wanted = self.count + count

        async def are_there() -> bool:
            return self.count >= wanted

        await self._drill.eventually(what, are_there, 30)

    async def stop(self) -> list[Acknowledged]:
        """Lets the writes under way end, and tells what each client knows."""
        self._is_over = True
        return await asyncio.gather(*self._clients)

    async def _run(self, client: int) -> Acknowledged:
        known = Acknowledged(f"counter-{client}")
        names = self._drill.cluster.names
        node, sent = client, 0
        while not self._is_over:
            sent += 1
            answer = await self._drill.put(names[node % len(names)], known.key, sent)
            if answer.status in (200, 201):
                known.last = sent
                self.count += 1
            else:
                known.unknown.add(sent)
                node += 1
                await asyncio.sleep(0.05)
        return known


async def expect_nothing_lost(
    drill: Drill, names: Sequence[str], known: Sequence[Acknowledged]
) -> None:
    """Each node tells of every key the last acknowledged write, or one whose outcome nobody was told."""
    for name in names:
        kept = [one for one in known if await tells(drill, name, one)]
        drill.expect(f"{name} has the last acknowledged write of every client", kept == list(known))


async def tells(drill: Drill, name: str, known: Acknowledged) -> bool:
    answer = await drill.get(name, known.key)
    if answer.status not in (200, 404):
        return False
    value = answer.body["value"] if answer.status == 200 else 0
    return value == known.last or value in known.unknown
