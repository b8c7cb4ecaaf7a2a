"""A broker that is killed and started again, where TEST_BROKER_COMMAND says how one is started.

With `{port}` and `{data}`, such as `redis-server --port {port} --dir {data} --appendonly yes --appendfsync
always`. Its data has to outlive it.
"""

import asyncio
import os
import random
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from service.messaging.broker import Broker, Delivery, WatchedBroker
from tests.brokers import SERVER, broker_env, opened_broker
from tests.eventually import eventually
from tests.test_broker_contract import WITHIN_S, message

COMMAND = os.environ.get("TEST_BROKER_COMMAND", "")


class OwnServer:
    """It can be killed and started again, on the same port and the same data."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.url = f"{str(SERVER).split('://')[0]}://127.0.0.1:{self.port}"
        filled = COMMAND.replace("{port}", str(self.port)).replace("{data}", str(data))
        self._command = filled.split(" ")

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        await eventually(self._answers, WITHIN_S)

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """Below those that systems give out by themselves, so that the server comes back where it was."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@pytest.mark.skipif(not (COMMAND and SERVER), reason="TEST_BROKER_COMMAND starts no server")
async def test_what_is_killed_and_started_again_has_lost_nothing_and_its_clients_go_on(
    tmp_path: Path,
) -> None:
    server = OwnServer(tmp_path)
    await server.start()
    try:
        async with opened_broker(broker_env(server.url)) as broker:
            await kill_and_restart(broker, server)
    finally:
        await server.kill()


async def kill_and_restart(broker: Broker, server: OwnServer) -> None:
    assert isinstance(broker, WatchedBroker)
    handled: set[str] = set()
    is_well = asyncio.Event()

    async def handle(delivery: Delivery) -> None:
        if not is_well.is_set():
            raise ValueError("not yet")
        handled.add(delivery.id)

    await broker.subscribe("orders", "mail", handle)
    for name in ("m1", "m2"):
        await broker.publish(message("orders", name))
    await server.kill()

    begun_at = time.monotonic()
    with pytest.raises(ConnectionError):
        await broker.publish(message("orders", "lost"))
    assert time.monotonic() - begun_at < 6, "a publisher is not kept waiting"
    state = broker.state
    await eventually(lambda: state() == "reconnecting", WITHIN_S)

    await server.start()
    is_well.set()
    await eventually(lambda: is_published(broker, "m3"), WITHIN_S)
    await eventually(lambda: handled >= {"m1", "m2", "m3"}, WITHIN_S)
    assert state() == "connected"


async def is_published(broker: Broker, name: str) -> bool:
    """As the outbox does: again and again until the broker has it."""
    try:
        await broker.publish(message("orders", name))
    except ConnectionError:
        return False
    return True
