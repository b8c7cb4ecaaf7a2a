import asyncio

from service.messaging.broker import Delivery, Message
from service.messaging.memory_broker import MemoryBroker
from service.observability.log import create_log
from tests.eventually import eventually


async def test_a_message_is_kept_once_every_group_has_handled_it() -> None:
    broker = MemoryBroker(1, create_log("silent"))
    is_well = asyncio.Event()
    attempts: list[int] = []

    async def handle(delivery: Delivery) -> None:
        attempts.append(delivery.attempt)
        if not is_well.is_set():
            raise ValueError("not yet")

    await broker.subscribe("orders", "mail", handle)
    kept = await broker.publish(Message("m1", "orders", "a1", {"n": 1}))
    await eventually(lambda: len(attempts) > 2)
    assert not kept.done()
    is_well.set()
    await asyncio.wait_for(kept, 5)
    await broker.close()
