import asyncio

from tests.conftest import PLACE, User
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_a_command_asks_more_than_once_before_it_gives_up(
    user: User, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "fail"
    assert (await user.types(*PLACE, RETRY_COUNT="2")).code == 3
    assert fakes.requests["orders"] == 3


async def test_a_failure_that_lasts_a_moment_is_not_noticed_and_there_is_one_order(
    user: User, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "fail"
    placing = asyncio.create_task(user.types(*PLACE, RETRY_COUNT="10", RETRY_INITIAL_MS="50"))
    await eventually(lambda: fakes.requests["orders"] > 0)
    fakes.modes["orders"] = "ok"
    assert (await placing).code == 0
    assert len(fakes.orders) == 1
