"""The repair, as what only the leader does."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict

from service.replication.repair import Repair


def repair_duty(repair: Repair) -> Callable[[int], Awaitable[str]]:
    """A repair needs no token: to mend a copy twice leaves the same copy."""

    async def work(_: int) -> str:
        return json.dumps(asdict(await repair()))

    return work
