import socket

import nats
import pytest

from service.config import read_config
from service.messaging import nats_broker
from service.messaging.broker import Broker, Delivery
from service.messaging.nats_broker import NatsBroker
from service.observability.log import create_log
from tests.brokers import SERVER, broker_env, opened_broker
from tests.eventually import eventually
from tests.test_broker_contract import WITHIN_S, message

on_a_server = pytest.mark.skipif(SERVER is None, reason="TEST_BROKER_URL names no server")


async def test_a_server_that_is_not_there_is_named_by_the_variable_at_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nats_broker, "FIRST_CONNECTION_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = read_config({"BROKER_URL": f"nats://127.0.0.1:{port}"})
    with pytest.raises(RuntimeError, match="^BROKER_URL: no NATS server answers there$"):
        await NatsBroker.connect(config, create_log("silent"))


@on_a_server
async def test_a_message_that_is_published_twice_is_kept_once() -> None:
    handled: list[str] = []

    async def note(delivery: Delivery) -> None:
        handled.append(delivery.id)

    async with opened_broker(broker_env(SERVER)) as broker:
        for name in ("m1", "m1", "m2"):
            await broker.publish(message("orders", name))
        await broker.subscribe("orders", "mail", note)
        await eventually(lambda: len(handled) == 2, WITHIN_S)
    assert sorted(handled) == ["m1", "m2"]


@on_a_server
async def test_what_a_server_has_lost_is_made_anew() -> None:
    handled: list[str] = []

    async def note(delivery: Delivery) -> None:
        handled.append(delivery.id)

    env = broker_env(SERVER)
    async with opened_broker(env) as broker:
        await broker.subscribe("orders", "mail", note)
        await broker.publish(message("orders", "m1"))
        await eventually(lambda: handled == ["m1"], WITHIN_S)
        await delete_stream(f"{env['BROKER_NAMESPACE']}-orders")
        await eventually(lambda: is_published(broker, "m2"), WITHIN_S)
        await eventually(lambda: handled == ["m1", "m2"], WITHIN_S)


async def delete_stream(name: str) -> None:
    connection = await nats.connect(str(SERVER))
    await connection.jetstream().delete_stream(name)
    await connection.close()


async def is_published(broker: Broker, name: str) -> bool:
    """As the outbox does: again and again until the broker has it."""
    try:
        await broker.publish(message("orders", name))
    except ConnectionError:
        return False
    return True
