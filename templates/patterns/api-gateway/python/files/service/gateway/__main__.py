"""`python -m service.gateway` stands before the service until SIGINT or SIGTERM."""

import asyncio
import json
import os
import sys

from service.__main__ import stop_signal
from service.config import Config, read_config
from service.gateway.front import create_front


async def serve(config: Config) -> None:
    front = create_front(config)
    try:
        await front.start()
        received = await stop_signal()
        front.log.info("stopping", signal=received.name)
    finally:
        # What takes longer than that is given up.
        await asyncio.wait_for(front.stop(), config.shutdown_timeout_ms / 1000)
    front.log.info("stopped")


def main() -> int:
    try:
        asyncio.run(serve(read_config(os.environ)))
    except Exception as error:
        message = str(error) or type(error).__name__
        print(json.dumps({"level": "fatal", "msg": message}), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
