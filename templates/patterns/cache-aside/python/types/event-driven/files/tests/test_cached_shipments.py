import asyncio

import pytest_asyncio

from tests.conftest import Publisher, StartService, cancelled
from tests.eventually import eventually


@pytest_asyncio.fixture
async def service(start_service: StartService) -> Publisher:
    return await start_service(CACHE_PENDING_TTL_MS="60000")


async def loads(service: Publisher) -> float | None:
    return await service.metric('cache_load_duration_seconds_count{cache="shipments"}')


async def test_reading_a_shipment_again_and_again_asks_the_database_once(
    service: Publisher,
) -> None:
    await service.put("a1")
    await eventually(service.has("a1", "booked"))
    before = await loads(service)
    seen = await asyncio.gather(*(service.status_of("a1") for _ in range(20)))
    assert set(seen) == {"booked"}
    assert await loads(service) == before


async def test_each_change_is_shown_long_before_the_cache_would_forget_what_was(
    service: Publisher,
) -> None:
    await service.put("a1")
    await eventually(service.has("a1", "booked"))
    await service.put("cancel-a1", cancelled("a1"))
    await eventually(service.has("a1", "cancelled"))
