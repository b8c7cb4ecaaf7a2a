"""A consumer in a process of its own, so that it can be killed.

`python -m tests.consumer TOPIC handle | hang`; with `hang` it never ends with a message.
"""

import asyncio
import os
import sys
from collections.abc import Mapping

from service.config import read_config
from service.messaging.broker import Delivery
from service.messaging.open_broker import open_broker
from service.observability.log import create_log


async def start_consumer(
    env: Mapping[str, str], topic: str, manner: str
) -> asyncio.subprocess.Process:
    """It writes a line for each delivery."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.consumer", topic, manner),
        env={**os.environ, **env},
        stdout=asyncio.subprocess.PIPE,
    )


async def consume(topic: str, manner: str) -> None:
    broker = await open_broker(read_config(os.environ), create_log("silent"))

    async def note(delivery: Delivery) -> None:
        print(f"{delivery.id} attempt {delivery.attempt}", flush=True)
        if manner == "hang":
            await asyncio.Event().wait()

    await broker.subscribe(topic, "mail", note)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(consume(*sys.argv[1:3]))
