import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.messaging.broker import Delivery, Message
from service.messaging.memory_broker import MemoryBroker
from service.observability.log import create_log
from tests.eventually import eventually


@pytest_asyncio.fixture
async def broker() -> AsyncIterator[MemoryBroker]:
    broker = MemoryBroker(1, create_log("silent"))
    yield broker
    await broker.close()


def message(name: str) -> Message:
    return Message(name, "orders", "a1", {"n": 1})


async def test_each_group_gets_each_message(broker: MemoryBroker) -> None:
    seen: list[str] = []
    for group in ("mail", "reports"):

        async def note(delivery: Delivery, group: str = group) -> None:
            seen.append(f"{group} {delivery.id}")

        await broker.subscribe("orders", group, note)
    await broker.publish(message("m1"))
    await eventually(lambda: seen == ["mail m1", "reports m1"])


async def test_a_message_that_was_not_handled_comes_again_and_says_which_attempt_it_is(
    broker: MemoryBroker,
) -> None:
    attempts: list[int] = []

    async def handle(delivery: Delivery) -> None:
        attempts.append(delivery.attempt)
        if delivery.attempt < 3:
            raise ValueError("not yet")

    await broker.subscribe("orders", "mail", handle)
    await broker.publish(message("m1"))
    await eventually(lambda: attempts == [1, 2, 3])


async def test_a_message_is_kept_once_every_group_has_handled_it(broker: MemoryBroker) -> None:
    is_well = asyncio.Event()
    attempts: list[int] = []

    async def handle(delivery: Delivery) -> None:
        attempts.append(delivery.attempt)
        if not is_well.is_set():
            raise ValueError("not yet")

    await broker.subscribe("orders", "mail", handle)
    kept = await broker.publish(message("m1"))
    await eventually(lambda: len(attempts) > 2)
    assert not kept.done()
    is_well.set()
    await asyncio.wait_for(kept, 5)


async def test_closing_waits_for_the_delivery_under_way(broker: MemoryBroker) -> None:
    finish = asyncio.Event()
    received: list[str] = []

    async def handle(delivery: Delivery) -> None:
        received.append(delivery.id)
        await finish.wait()

    await broker.subscribe("orders", "mail", handle)
    await broker.publish(message("m1"))
    await eventually(lambda: received == ["m1"])
    closing = asyncio.create_task(broker.close())
    await asyncio.sleep(0)
    assert not closing.done()
    finish.set()
    await closing


async def test_nothing_can_be_published_after_closing(broker: MemoryBroker) -> None:
    await broker.close()
    with pytest.raises(ConnectionError):
        await broker.publish(message("m1"))
