"""Where the messages of tests go."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import uuid4

from service.config import read_config
from service.messaging.broker import Broker
from service.messaging.open_broker import open_broker
from service.observability.log import create_log

# Tests run on it where it is given. What they leave there is small, and goes with the server.
SERVER = os.environ.get("TEST_BROKER_URL")


def broker_env(url: str | None) -> dict[str, str]:
    """The environment of one test's own messages: within its process, or on a server under a name."""
    if url is None:
        return {"BROKER_URL": "memory:"}
    return {
        "BROKER_URL": url,
        "BROKER_NAMESPACE": f"test-{uuid4().hex[:8]}",
        "BROKER_ACK_WAIT_MS": "1000",
    }


@asynccontextmanager
async def opened_broker(env: Mapping[str, str]) -> AsyncIterator[Broker]:
    """A client of it, closed at the end."""
    config = read_config({"REDELIVERY_DELAY_MS": "20", **env})
    broker = await open_broker(config, create_log("silent"))
    try:
        yield broker
    finally:
        await broker.close()
