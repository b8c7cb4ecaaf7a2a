"""`python -m tools.cluster` starts several nodes on loopback, until Ctrl-C."""

import asyncio
import os
import signal
from pathlib import Path

from tools.cluster.cluster import Cluster


async def main() -> None:
    count = int(os.environ.get("CLUSTER_NODES", "3"))
    first = int(os.environ.get("CLUSTER_PORT", "3001"))
    folder = Path("data").resolve()
    folder.mkdir(exist_ok=True)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    cluster = Cluster(range(first, first + count), folder, {})
    try:
        await cluster.start_all()
        for name in cluster.names:
            print(f"{name} at {cluster.url_of(name)}, log in {folder / name}.log")
        print("any of them serves any key; Ctrl-C stops them all", flush=True)
        await stop.wait()
    finally:
        await cluster.stop()


if __name__ == "__main__":
    asyncio.run(main())
