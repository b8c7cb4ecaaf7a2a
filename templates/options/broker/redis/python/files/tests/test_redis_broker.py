"""What a Redis server does that others do not: these run where TEST_BROKER_URL names one."""

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis

from service.messaging.broker import Delivery
from tests.brokers import SERVER, broker_env, opened_broker
from tests.eventually import eventually
from tests.test_broker_contract import WITHIN_S, message

pytestmark = pytest.mark.skipif(SERVER is None, reason="TEST_BROKER_URL names no server")


async def test_a_server_that_took_no_writes_for_a_while_as_after_a_failover_is_read_from_again() -> None:
    handled: list[str] = []

    async def note(delivery: Delivery) -> None:
        handled.append(delivery.id)

    server: Any = Redis.from_url(str(SERVER))
    async with opened_broker(broker_env(SERVER)) as broker:
        await broker.subscribe("orders", "mail", note)
        # Nobody is there on port 1.
        await server.execute_command("REPLICAOF", "127.0.0.1", "1")
        try:
            await asyncio.sleep(2.5)
        finally:
            await server.execute_command("REPLICAOF", "NO", "ONE")
        await broker.publish(message("orders", "m1"))
        await eventually(lambda: handled == ["m1"], WITHIN_S)
    await server.connection_pool.disconnect()
