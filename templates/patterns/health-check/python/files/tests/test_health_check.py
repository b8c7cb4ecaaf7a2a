import asyncio

from service.http.health import Health
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.health_check import HealthChecks


class Setup:
    """Two failures in a row are too many, and 50 ms too long. The test asks for each round."""

    def __init__(self) -> None:
        self.health = Health()
        self.metrics = Metrics()
        log = create_log("silent")
        self.checks = HealthChecks(50, 2, self.health, log, self.metrics)
        self.is_well = True

    async def ask(self) -> None:
        if not self.is_well:
            raise ConnectionError("gone")


async def test_is_starting_until_every_part_of_our_own_has_been_well() -> None:
    setup = Setup()
    setup.is_well = False
    setup.checks.require("database", setup.ask)
    await setup.checks.round()
    assert (setup.checks.status(), setup.checks.waits_for()) == ("starting", ["database"])
    assert not setup.health.is_ready()
    setup.is_well = True
    await setup.checks.round()
    assert setup.checks.status() == "ok"
    assert setup.health.is_ready()


async def test_failing_takes_several_failures_in_a_row_and_well_takes_one_success() -> None:
    setup = Setup()
    setup.checks.require("database", setup.ask)
    await setup.checks.round()
    setup.is_well = False
    await setup.checks.round()
    assert setup.health.is_ready()
    await setup.checks.round()
    assert not setup.health.is_ready()
    up = setup.metrics.registry.get_sample_value("health_check_up", {"check": "database"})
    assert up == 0
    setup.is_well = True
    await setup.checks.round()
    assert setup.health.is_ready()


async def test_a_check_that_hangs_has_failed() -> None:
    setup = Setup()

    async def hang() -> None:
        await asyncio.Event().wait()

    setup.checks.require("database", hang)
    await setup.checks.round()
    await setup.checks.round()
    assert setup.checks.states()["database"]["state"] == "failing"
