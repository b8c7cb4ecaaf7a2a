import time

import httpx
import pytest
import pytest_asyncio

from service.patterns.deadline import DEADLINE_HEADER
from tests.conftest import ORDER, Shop, StartShop
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


@pytest_asyncio.fixture
async def patient(start_shop: StartShop) -> Shop:
    return await start_shop(DEPENDENCY_TIMEOUT_MS="3000")


async def put(shop: Shop, order_id: str, left_ms: str) -> httpx.Response:
    return await shop.put(order_id, ORDER, {DEADLINE_HEADER: left_ms})


async def test_is_told_to_the_services_that_are_called_less_what_has_passed(
    patient: Shop, fakes: FakeDependencies
) -> None:
    await put(patient, "a1", "1500")
    assert 0 < int(fakes.last_headers["payments"][DEADLINE_HEADER]) < 1500


async def test_ends_a_call_that_would_take_longer(patient: Shop, fakes: FakeDependencies) -> None:
    fakes.modes["payments"] = "hang"
    started_at = time.monotonic()
    answer = await put(patient, "a1", "300")
    # 504 where the caller has to come back, 202 where the service goes on by itself.
    assert answer.status_code in (202, 504)
    assert time.monotonic() - started_at < 2.5


async def test_that_is_over_already_calls_nobody(patient: Shop, fakes: FakeDependencies) -> None:
    await put(patient, "a1", "0")
    assert fakes.requests["payments"] == 0


@pytest.mark.parametrize("left_ms", ["soon", "-1", "999999"])
async def test_is_the_one_of_the_configuration_when_none_that_makes_sense_is_given(
    left_ms: str, patient: Shop, fakes: FakeDependencies
) -> None:
    assert (await put(patient, "a1", left_ms)).status_code == 201
    assert int(fakes.last_headers["payments"][DEADLINE_HEADER]) <= 5000


async def test_does_not_bind_what_happens_after_the_answer(
    patient: Shop, fakes: FakeDependencies
) -> None:
    await put(patient, "a1", "2000")
    await eventually(lambda: "a1-paid" in fakes.sent)
    assert DEADLINE_HEADER not in fakes.last_headers["notifications"]
