from tests.conftest import StartDoor
from tools.fake_dependencies import FakeDependencies


async def test_of_two_instances_the_one_that_fails_is_found_out_once_and_then_left_alone(
    start_door: StartDoor, fakes: FakeDependencies, other_fakes: FakeDependencies
) -> None:
    origins = "|".join(f"http://{one.host}:{one.port}" for one in (fakes, other_fakes))
    door = await start_door(REGISTRY=f"static:orders={origins}", DISCOVERY_FAILURES="1")
    other_fakes.modes["orders"] = "fail"
    statuses = [(await door.put(f"a{number}")).status_code for number in range(20)]
    assert len([status for status in statuses if status >= 500]) <= 1
    assert other_fakes.requests["orders"] <= 1
    assert fakes.requests["orders"] >= 19
    assert await door.metric('discovery_instances{dependency="orders",state="known"}') == 2
