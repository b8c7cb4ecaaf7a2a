"""A feature is rolled out to some, does harm and is killed; the file is broken; writes are put off."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from tools.drills.drill import Drill, run_drill

RELOAD_MS = 50
ORDERS = 20


class FlagFile:
    """A copy of the flags that the drill may change."""

    def __init__(self, folder: str) -> None:
        self.path = Path(folder) / "flags.json"
        self._flags: dict[str, Any] = json.loads(Path("flags.json").read_text())
        self._write()

    async def change(self, flag: str, **fields: Any) -> None:
        """Gives the service the time to see it."""
        self._flags[flag].update(fields)
        self._write()
        await asyncio.sleep(10 * RELOAD_MS / 1000)

    def spoil(self) -> None:
        self.path.write_text("{")

    def _write(self) -> None:
        self.path.write_text(json.dumps(self._flags))


async def drill_flags(drill: Drill, file: FlagFile) -> None:
    async def is_counted() -> bool:
        return bool(await drill.metric("feature_flag_reload_failures_total"))

    print("# thank-customers is on for half of the orders")
    await file.change("thank-customers", rollout=50)
    some = await thanked(drill, "half")
    drill.expect("some are thanked, and some are not", 0 < some < ORDERS)

    print("# it is killed")
    await file.change("thank-customers", enabled=False)
    drill.expect("nobody is thanked any more", await thanked(drill, "killed") == 0)

    print("# somebody breaks the file")
    file.spoil()
    await drill.eventually("that is counted", is_counted)
    drill.expect("the flags stay as they were", await thanked(drill, "broken") == 0)

    print("# writes are not accepted for a while")
    await file.change("accept-writes", enabled=False)
    drill.expect("an order is put off", (await drill.order("later")).status == 503)
    drill.expect("reading works", (await drill.get("/orders/half-1")).status == 200)
    await file.change("accept-writes", enabled=True)
    drill.expect("the same order is taken", (await drill.order("later")).status < 300)


async def thanked(drill: Drill, name: str) -> int:
    """How many of so many new orders are thanked for."""
    ids = [f"{name}-{number}" for number in range(1, ORDERS + 1)]
    for order_id in ids:
        await drill.order(order_id)

    def text_of(order_id: str) -> str | None:
        return drill.fakes.sent.get(f"{order_id}-paid")

    async def are_told() -> bool:
        return all(text_of(order_id) for order_id in ids)

    await drill.eventually("every customer is told", are_told)
    return sum((text_of(order_id) or "").startswith("Thank you") for order_id in ids)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="flags-") as folder:
        flags = FlagFile(folder)
        env = {"FLAGS_FILE": str(flags.path), "FLAGS_RELOAD_MS": str(RELOAD_MS)}
        run_drill(env, lambda drill: drill_flags(drill, flags))
