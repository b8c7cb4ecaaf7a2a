import time

import httpx
import pytest
import pytest_asyncio

from service.patterns.deadline import DEADLINE_HEADER
from tests.conftest import ORDER, Door, StartDoor
from tools.fake_dependencies import FakeDependencies


@pytest_asyncio.fixture
async def patient(start_door: StartDoor) -> Door:
    return await start_door(UPSTREAM_TIMEOUT_MS="3000")


async def put(door: Door, order_id: str, left_ms: str) -> httpx.Response:
    return await door.put(order_id, ORDER, {DEADLINE_HEADER: left_ms})


async def test_is_told_to_the_upstream_less_what_has_passed(
    patient: Door, fakes: FakeDependencies
) -> None:
    await put(patient, "a1", "1500")
    assert 0 < int(fakes.last_headers["orders"][DEADLINE_HEADER]) <= 1500


async def test_ends_a_call_that_would_take_longer(patient: Door, fakes: FakeDependencies) -> None:
    fakes.modes["orders"] = "hang"
    started_at = time.monotonic()
    assert (await put(patient, "a1", "300")).status_code == 504
    assert time.monotonic() - started_at < 2.5


async def test_that_is_over_already_calls_nobody(patient: Door, fakes: FakeDependencies) -> None:
    assert (await put(patient, "a1", "0")).status_code == 504
    assert fakes.requests["orders"] == 0


@pytest.mark.parametrize("left_ms", ["soon", "-1", "999999"])
async def test_is_the_one_of_the_configuration_when_none_that_makes_sense_is_given(
    left_ms: str, patient: Door, fakes: FakeDependencies
) -> None:
    assert (await put(patient, "a1", left_ms)).status_code == 201
    assert int(fakes.last_headers["orders"][DEADLINE_HEADER]) <= 5000
