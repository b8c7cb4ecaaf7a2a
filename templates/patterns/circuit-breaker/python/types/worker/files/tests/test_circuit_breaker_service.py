from tests.conftest import StartService
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_an_outage_of_payments_opens_its_breaker_alone_and_is_over_when_it_is_back(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    service = await start_service(BREAKER_MINIMUM_CALLS="3", BREAKER_OPEN_MS="500")

    async def is_open() -> bool:
        expected = {"payments": "open", "notifications": "closed"}
        return (await service.parts()).items() >= expected.items()

    fakes.modes["payments"] = "fail"
    await service.put("a1")
    await eventually(is_open)
    assert await service.metric('circuit_breaker_state{dependency="payments"}') == 2

    fakes.modes["payments"] = "ok"
    await eventually(service.has("a1", "done"))
    assert (await service.parts())["payments"] == "closed"
