"""What a broker does that is a server: these run where TEST_BROKER_URL names one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from service.messaging.broker import Broker, Delivery, WatchedBroker
from tests.brokers import SERVER, broker_env, opened_broker
from tests.consumer import start_consumer
from tests.eventually import eventually
from tests.test_broker_contract import WITHIN_S, message

pytestmark = pytest.mark.skipif(SERVER is None, reason="TEST_BROKER_URL names no server")

TOPIC = "orders"
# Opens one more client of the same broker.
Open = Callable[[], Awaitable[Broker]]


@pytest.fixture
def env() -> dict[str, str]:
    return broker_env(SERVER)


@pytest_asyncio.fixture
async def client(env: dict[str, str]) -> AsyncIterator[Open]:
    async with AsyncExitStack() as stack:

        async def open_client() -> Broker:
            return await stack.enter_async_context(opened_broker(env))

        yield open_client


def noting(seen: list[str]) -> Callable[[Delivery], Awaitable[None]]:
    async def note(delivery: Delivery) -> None:
        seen.append(delivery.id)

    return note


async def test_a_message_that_was_published_is_kept_and_the_connection_is_told(
    client: Open,
) -> None:
    broker = await client()
    await asyncio.wait_for(await broker.publish(message(TOPIC, "m1")), 1)
    assert isinstance(broker, WatchedBroker) and broker.state() == "connected"


async def test_a_group_gets_what_was_published_before_it_came(client: Open) -> None:
    broker = await client()
    await broker.publish(message(TOPIC, "m1"))
    seen: list[str] = []
    await broker.subscribe(TOPIC, "mail", noting(seen))
    await eventually(lambda: seen == ["m1"], WITHIN_S)


async def test_the_consumers_of_a_group_share_its_messages(client: Open) -> None:
    seen: list[str] = []
    for broker in [await client(), await client()]:
        await broker.subscribe(TOPIC, "mail", noting(seen))
    publisher = await client()
    names = [f"m{number}" for number in range(100, 160)]
    await asyncio.gather(*(publisher.publish(message(TOPIC, name, name)) for name in names))
    await eventually(lambda: sorted(seen) == names, WITHIN_S)


async def test_a_message_that_takes_longer_than_the_wait_stays_with_who_has_it(
    client: Open,
) -> None:
    deliveries = 0

    async def take_long(_: Delivery) -> None:
        nonlocal deliveries
        deliveries += 1
        await asyncio.sleep(2.5)

    for broker in [await client(), await client()]:
        await broker.subscribe(TOPIC, "mail", take_long)
    await (await client()).publish(message(TOPIC, "m1"))
    await eventually(lambda: deliveries == 1, WITHIN_S)
    await asyncio.sleep(4)
    assert deliveries == 1


async def test_what_a_consumer_was_at_when_it_was_killed_goes_to_another_one(
    client: Open, env: dict[str, str]
) -> None:
    publisher = await client()
    await publisher.publish(message(TOPIC, "m1"))
    first = await start_consumer(env, TOPIC, "hang")
    assert first.stdout is not None
    line = await asyncio.wait_for(first.stdout.readline(), WITHIN_S)
    first.kill()
    await first.wait()
    assert line == b"m1 attempt 1\n"

    attempts: dict[str, int] = {}

    async def note(delivery: Delivery) -> None:
        attempts[delivery.id] = delivery.attempt

    await (await client()).subscribe(TOPIC, "mail", note)
    await publisher.publish(message(TOPIC, "m2"))
    await eventually(lambda: set(attempts) == {"m1", "m2"}, 40)
    # A broker that keeps no count of deliveries cannot know that it is not the first one.
    assert attempts["m1"] > 1 or str(SERVER).startswith("kafka:")
