"""Lets others find this instance."""

import asyncio

from service.config import Config
from service.lifecycle import Lifecycle
from service.observability.log import Log
from service.patterns.service_discovery.folder_registry import Registration


async def announce(config: Config, url: str, lifecycle: Lifecycle, log: Log) -> None:
    """Registers it now that it listens, again and again while it lives, and takes it out before it stops.

    Only a folder is written to: DNS is the business of the platform. Without REGISTER_AS it stays out.
    """
    kind, _, folder = config.registry.partition(":")
    if kind != "folder" or config.register_as is None:
        return
    registration = Registration(folder, config.register_as, url)
    registration.beat()
    # Two beats may get lost before anybody takes us for gone.
    beating = asyncio.create_task(keep_beating(registration, config.registry_ttl_ms / 3000, log))

    async def leave() -> None:
        beating.cancel()
        await asyncio.wait([beating])
        registration.leave()

    lifecycle.on_stop("registration", leave)


async def keep_beating(registration: Registration, every_s: float, log: Log) -> None:
    while True:
        await asyncio.sleep(every_s)
        try:
            registration.beat()
        except OSError as error:
            log.error("not registered", error=str(error))
