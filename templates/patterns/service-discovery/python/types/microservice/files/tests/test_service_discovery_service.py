from collections.abc import Iterator

import pytest

from tests.conftest import StartShop
from tools.fake_dependencies import FakeDependencies


@pytest.fixture
def other_fakes() -> Iterator[FakeDependencies]:
    """A second set of instances."""
    fakes = FakeDependencies()
    yield fakes
    fakes.close()


async def test_of_two_instances_the_one_that_fails_is_found_out_once_and_then_left_alone(
    start_shop: StartShop, fakes: FakeDependencies, other_fakes: FakeDependencies
) -> None:
    origins = "|".join(f"http://{one.host}:{one.port}" for one in (fakes, other_fakes))
    shop = await start_shop(REGISTRY=f"static:payments={origins}", DISCOVERY_FAILURES="1")
    other_fakes.modes["payments"] = "fail"
    statuses = [(await shop.put(f"a{number}")).status_code for number in range(20)]
    assert len([status for status in statuses if status >= 500]) <= 1
    assert other_fakes.requests["payments"] <= 1
    assert fakes.requests["payments"] >= 19
    assert await shop.metric('discovery_instances{dependency="payments",state="known"}') == 2
