"""`python -m service` serves until SIGINT or SIGTERM."""

import asyncio
import json
import os
import signal
import sys

from service.app import Service, create_service
from service.config import Config, read_config
from service.problem import words_of

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def serve(config: Config) -> None:
    service = await create_service(config)
    try:
        await service.start()
        received = await stop_signal()
        service.log.info("stopping", signal=received.name)
    finally:
        await stop(service, config)
    service.log.info("stopped")


async def stop_signal() -> signal.Signals:
    loop = asyncio.get_running_loop()
    received: asyncio.Future[signal.Signals] = loop.create_future()

    def note(number: signal.Signals) -> None:
        # Once: a second signal ends the process the ordinary way.
        for one in STOP_SIGNALS:
            loop.remove_signal_handler(one)
        received.set_result(number)

    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, note, number)
    return await received


async def stop(service: Service, config: Config) -> None:
    """Stops accepting, lets what is under way finish, and gives up when that takes too long."""
    try:
        async with asyncio.timeout(config.shutdown_timeout_ms / 1000):
            await service.stop()
    except TimeoutError:
        service.log.error("what was under way did not finish in time")
        sys.stdout.flush()
        os._exit(1)


def main() -> int:
    try:
        asyncio.run(serve(read_config(os.environ)))
    except Exception as error:
        print(json.dumps({"level": "fatal", "msg": words_of(error)}), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
