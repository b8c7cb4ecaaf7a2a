"""Nothing new is taken for a while, without a restart; then somebody breaks the file."""

import json
import tempfile
from pathlib import Path

from tools.drills.drill import Drill, run_drill


def accept_writes(file: Path, enabled: bool) -> None:
    flags = json.loads(Path("flags.json").read_text())
    flags["accept-writes"]["enabled"] = enabled
    file.write_text(json.dumps(flags))


async def drill_flags(drill: Drill, file: Path) -> None:
    async def is_put_off() -> bool:
        return (await drill.order("order-2")).status == 503

    async def is_taken() -> bool:
        return (await drill.order("order-5")).status < 300

    async def is_counted() -> bool:
        return bool(await drill.metric("feature_flag_reload_failures_total"))

    drill.expect("an order is taken", (await drill.order("order-1")).status < 300)

    print("# writes are not accepted for a while")
    accept_writes(file, False)
    await drill.eventually("an order is put off", is_put_off)
    ready = await drill.get("/health/ready")
    drill.expect("it is ready: reading works", ready.status == 200)

    print("# somebody breaks the file")
    file.write_text("{")
    await drill.eventually("that is counted", is_counted)
    drill.expect("the flags stay as they were", (await drill.order("order-4")).status == 503)

    print("# writes are accepted again")
    accept_writes(file, True)
    await drill.eventually("an order is taken", is_taken)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="flags-") as folder:
        file = Path(folder) / "flags.json"
        accept_writes(file, True)
        env = {"FLAGS_FILE": str(file), "FLAGS_RELOAD_MS": "50"}
        run_drill(env, lambda drill: drill_flags(drill, file))


if __name__ == "__main__":
    main()
