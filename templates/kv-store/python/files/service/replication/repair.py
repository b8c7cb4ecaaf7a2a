"""Goes through all keys and brings every replica up to date, as after a node was away."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from prometheus_client import Counter

from service.observability.metrics import Metrics
from service.problem import Problem
from service.replication.key_pages import key_pages
from service.replication.register import Register
from service.replication.replica import Replica


@dataclass
class RepairReport:
    keys: int = 0
    # Copies that were missing or old.
    repaired: int = 0
    # Keys of which no majority could be read.
    failed: int = 0
    # Nodes that gave no list of their keys. What is there alone stays unrepaired.
    unreachable: list[str] = field(default_factory=list)


class Repair:
    def __init__(
        self, register: Register, replicas: Mapping[str, Replica], pause_ms: int, metrics: Metrics
    ) -> None:
        self._register = register
        self._replicas = replicas
        # Between two stretches of keys, so that clients are served meanwhile.
        self._pause_s = pause_ms / 1000
        self._repaired = Counter(
            "kv_repaired_copies_total",
            "Copies of entries that were missing or old and were mended.",
            registry=metrics.registry,
        )

    async def __call__(self) -> RepairReport:
        report = RepairReport()
        unreachable: set[str] = set()
        async for page in key_pages(self._replicas):
            unreachable |= set(self._replicas) - set(page.answered)
            for key in page.keys:
                await self._mend(key, report)
            await asyncio.sleep(self._pause_s)
        report.unreachable = sorted(unreachable)
        return report

    async def _mend(self, key: str, report: RepairReport) -> None:
        report.keys += 1
        try:
            repaired = await self._register.repair(key)
        except Problem:
            report.failed += 1
            return
        report.repaired += repaired
        self._repaired.inc(repaired)
