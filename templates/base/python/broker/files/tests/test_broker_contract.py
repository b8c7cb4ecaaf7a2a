"""What every broker does: the one within the process, and the server of TEST_BROKER_URL."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio

from service.messaging.broker import Broker, Delivery, Handler, Message, WatchedBroker
from tests.brokers import SERVER, broker_env, opened_broker
from tests.eventually import eventually

WITHIN_S = 20


def message(topic: str, name: str, key: str = "a1") -> Message:
    headers = {"x-trace": f"trace of {name}"}
    return Message(name, topic, key, {"n": 1, "text": 'ä "x"'}, headers)


@pytest.fixture
def topic() -> str:
    """One that nobody has used before."""
    return f"topic-{uuid4().hex[:8]}"


@pytest_asyncio.fixture(params=[None, *([] if SERVER is None else [SERVER])])
async def broker(request: pytest.FixtureRequest) -> AsyncIterator[Broker]:
    async with opened_broker(broker_env(request.param)) as broker:
        yield broker


def noting(seen: list[Delivery]) -> Handler:
    async def note(delivery: Delivery) -> None:
        seen.append(delivery)

    return note


async def test_each_group_gets_each_message_as_it_was_published(
    broker: Broker, topic: str
) -> None:
    mail: list[Delivery] = []
    reports: list[Delivery] = []
    await broker.subscribe(topic, "mail", noting(mail))
    await broker.subscribe(topic, "reports", noting(reports))
    await broker.publish(message(topic, "m1"))
    expected = [Delivery(**vars(message(topic, "m1")), attempt=1)]
    await eventually(lambda: mail == reports == expected, WITHIN_S)


async def test_what_failed_comes_again_with_the_number_of_the_attempt(
    broker: Broker, topic: str
) -> None:
    attempts: list[int] = []

    async def fail_twice(delivery: Delivery) -> None:
        attempts.append(delivery.attempt)
        if delivery.attempt < 3:
            raise ValueError("not yet")

    await broker.subscribe(topic, "mail", fail_twice)
    await broker.publish(message(topic, "m1"))
    await eventually(lambda: attempts == [1, 2, 3], WITHIN_S)
    await asyncio.sleep(0.1)
    assert attempts == [1, 2, 3], "what was handled does not come again"


async def test_others_go_on_while_one_fails(broker: Broker, topic: str) -> None:
    handled: set[str] = set()

    async def handle(delivery: Delivery) -> None:
        if delivery.id == "bad":
            raise ValueError("never")
        handled.add(delivery.id)

    await broker.subscribe(topic, "mail", handle)
    for name in ["bad", *(f"m{number}" for number in range(40))]:
        await broker.publish(message(topic, name, name))
    await eventually(lambda: len(handled) == 40, WITHIN_S)


async def test_others_are_handled_while_one_takes_its_time(broker: Broker, topic: str) -> None:
    if type(broker).__name__ == "KafkaBroker":
        pytest.skip("what stands behind it in its partition waits for it")
    handled: set[str] = set()
    finish = asyncio.Event()

    async def handle(delivery: Delivery) -> None:
        if delivery.id == "slow":
            await finish.wait()
        handled.add(delivery.id)

    await broker.subscribe(topic, "mail", handle)
    for name in ["slow", *(f"m{number}" for number in range(12))]:
        await broker.publish(message(topic, name, name))
    await eventually(lambda: len(handled) == 12, WITHIN_S)
    finish.set()
    await eventually(lambda: len(handled) == 13, WITHIN_S)


async def test_closing_waits_for_the_delivery_under_way(broker: Broker, topic: str) -> None:
    started, finish = asyncio.Event(), asyncio.Event()

    async def handle(_: Delivery) -> None:
        started.set()
        await finish.wait()

    await broker.subscribe(topic, "mail", handle)
    await broker.publish(message(topic, "m1"))
    await asyncio.wait_for(started.wait(), WITHIN_S)
    closing = asyncio.create_task(broker.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    finish.set()
    await closing
    with pytest.raises(ConnectionError):
        await broker.publish(message(topic, "m2"))


async def test_what_a_group_has_still_to_handle_is_counted(broker: Broker, topic: str) -> None:
    is_well = asyncio.Event()

    async def handle(_: Delivery) -> None:
        if not is_well.is_set():
            raise ValueError("not yet")

    async def waiting() -> int:
        assert isinstance(broker, WatchedBroker)
        found = {(one.topic, one.group): one.messages for one in await broker.backlog()}
        return found[(topic, "mail")]

    async def are_two() -> bool:
        return await waiting() == 2

    async def is_none() -> bool:
        return await waiting() == 0

    await broker.subscribe(topic, "mail", handle)
    for name in ("m1", "m2"):
        await broker.publish(message(topic, name))
    await eventually(are_two, WITHIN_S)
    is_well.set()
    await eventually(is_none, WITHIN_S)
