import json
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio

from service.database.database import Database, open_database
from service.http_client.http_client import DependencyUnavailable
from service.messaging.broker import Delivery
from service.messaging.unprocessable import Unprocessable
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.dead_letters.commands import run_command
from service.patterns.dead_letters.park_messages import ParkMessages, ParkOptions
from tests.databases import empty_database
from tests.eventually import eventually

HOUR_MS = 3_600_000


def delivery(message_id: str, attempt: int = 1) -> Delivery:
    return Delivery(message_id, "t", "k", {"n": 1}, {"a": "b"}, attempt)


def no() -> Exception:
    return ValueError("refused")


def down() -> Exception:
    return DependencyUnavailable("mail", "down")


class Setup:
    """A handler that fails with each of `failures` in turn; three attempts are allowed."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.failures: list[Exception] = []
        self.handled: list[str] = []
        self.open()

    def open(self, outage_ms: int = HOUR_MS) -> None:
        """A new process on the same data."""
        self.metrics = Metrics()
        options = ParkOptions(attempts=3, outage_ms=outage_ms, interval_ms=5)
        self.letters = ParkMessages(options, self.database, create_log("silent"), self.metrics)
        self.mail = self.letters.policy("mail", self._handle)

    async def _handle(self, delivery: Delivery) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.handled.append(delivery.id)

    async def deliver(self, message_id: str) -> int:
        """As a broker does: again while the handler raises. How often it was."""
        for attempt in range(1, 11):
            try:
                await self.mail(delivery(message_id, attempt))
                return attempt
            except Exception:
                continue
        return 11

    async def run(self, *arguments: str) -> tuple[int, str]:
        return await run_command(self.database, list(arguments))

    async def said(self, *arguments: str) -> str:
        return (await self.run(*arguments))[1]

    def says(self, words: str, *arguments: str) -> Callable[[], Awaitable[bool]]:
        """For `eventually`."""

        async def look() -> bool:
            return words in await self.said(*arguments)

        return look

    async def parked(self) -> float | None:
        await self.metrics.text()
        return self.metrics.registry.get_sample_value("dead_letters", {"source": "mail"})


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    async with empty_database() as url:
        database = await open_database(url)
        setup = Setup(database)
        yield setup
        await setup.letters.stop()
        await database.dispose()


@pytest_asyncio.fixture
async def parked(setup: Setup) -> Setup:
    """With one message that is parked."""
    setup.failures = [no(), no(), no()]
    await setup.deliver("m1")
    return setup


async def test_a_message_that_fails_as_often_as_it_may_is_parked_and_the_next_is_handled(
    setup: Setup,
) -> None:
    setup.failures = [no(), no(), no()]
    assert await setup.deliver("m1") == 3
    await setup.deliver("m2")
    assert setup.handled == ["m2"]
    assert await setup.parked() == 1


async def test_a_message_that_is_handled_before_that_leaves_nothing_behind(setup: Setup) -> None:
    setup.failures = [no(), no()]
    assert await setup.deliver("m1") == 3
    assert await setup.said("list", "--all") == "Nothing is parked."
    assert await setup.parked() is None


async def test_a_message_that_cannot_be_read_is_parked_at_once(setup: Setup) -> None:
    setup.failures = [Unprocessable("no such version")]
    assert await setup.deliver("m1") == 1
    assert "no such version" in await setup.said("show", "mail/m1")


async def test_attempts_are_counted_over_restarts_whatever_the_broker_says(setup: Setup) -> None:
    setup.failures = [no(), no()]
    for _ in range(2):
        with pytest.raises(ValueError, match="refused"):
            await setup.mail(delivery("m1"))
    setup.open()
    setup.failures = [no()]
    await setup.mail(delivery("m1"))
    assert "attempts 3" in await setup.said("list")


async def test_a_message_that_waits_for_a_service_in_an_outage_is_not_parked(
    setup: Setup,
) -> None:
    setup.failures = [down() for _ in range(9)]
    assert await setup.deliver("m1") == 10
    assert setup.handled == ["m1"]


async def test_a_message_that_has_waited_too_long_for_one_is(setup: Setup) -> None:
    setup.failures = [down(), down()]
    with pytest.raises(DependencyUnavailable):
        await setup.mail(delivery("m1"))
    setup.open(outage_ms=0)
    await setup.mail(delivery("m1", 2))
    assert "attempts 0" in await setup.said("list")


async def test_a_message_that_is_delivered_after_it_was_parked_is_left_alone(
    parked: Setup,
) -> None:
    await parked.mail(delivery("m1"))
    assert parked.handled == []


async def test_somebody_has_it_tried_again_as_it_came_and_under_the_same_id(
    parked: Setup,
) -> None:
    assert (await parked.run("retry", "mail/m1"))[0] == 0
    parked.letters.start()
    await eventually(lambda: parked.handled == ["m1"])
    await eventually(parked.says("Nothing is parked.", "list", "--all"))


async def test_it_is_tried_once_and_parked_again_with_its_history_when_it_fails(
    parked: Setup,
) -> None:
    parked.failures = [ValueError("still refused"), no()]
    await parked.run("retry", "--all")
    parked.letters.start()
    await eventually(parked.says("still refused", "show", "mail/m1"))
    letter = json.loads(await parked.said("show", "mail/m1", "--json"))
    assert (letter["state"], letter["attempts"]) == ("parked", 4)
    assert letter["item"]["payload"]["headers"] == {"a": "b"}
    assert len(parked.failures) == 1


async def test_somebody_discards_it(parked: Setup) -> None:
    assert (await parked.run("discard", "mail/m1"))[0] == 0
    assert (await parked.run("show", "mail/m1"))[0] == 1


@pytest.mark.parametrize("command", ["retry", "discard"])
async def test_what_is_not_parked_is_said_to_be_so(command: str, parked: Setup) -> None:
    assert await parked.run(command, "mail/other") == (1, "mail/other is not parked")
    assert "mail/m1  parked" in await parked.said("list")


@pytest.mark.parametrize("arguments", [[], ["retry"], ["retry", "mail/m1", "--all"]])
async def test_what_makes_no_sense_ends_with_2(arguments: list[str], parked: Setup) -> None:
    with pytest.raises(SystemExit) as ended:
        await parked.run(*arguments)
    assert ended.value.code == 2
    assert "mail/m1  parked" in await parked.said("list")
