import asyncio
from typing import Any

import pytest

from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.cache_aside import Cache, CacheOptions

TTL_S = 1.0
LOAD_S = 0.01


class Setup:
    """A store whose reads end when the test says so, and a clock and chance of the test's own."""

    def __init__(self, *, jitter: float = 0, max_entries: int = 100, ttl_s: float = TTL_S) -> None:
        self.now = 0.0
        self.draw = 0.0
        self.price: int | None = 1
        self.loads = 0
        self.is_down = False
        self._waiting: list[asyncio.Event] = []
        self.metrics = Metrics()
        options = CacheOptions(max_entries, jitter, lambda: self.now, lambda: self.draw)
        log = create_log("silent")
        self.cache: Cache[int] = Cache(
            "prices", self._load, lambda _: ttl_s * 1000, options, log, self.metrics
        )

    async def _load(self, _: str) -> int | None:
        self.loads += 1
        seen = self.price
        answered = asyncio.Event()
        self._waiting.append(answered)
        await answered.wait()
        self.now += LOAD_S
        if self.is_down:
            raise ConnectionError("the store is down")
        return seen

    async def answer(self) -> None:
        """Ends the oldest read, if there is one."""
        await settle()
        if self._waiting:
            self._waiting.pop(0).set()
        await settle()

    def ask(self, key: str = "tea") -> "asyncio.Task[int | None]":
        return asyncio.create_task(self.cache.get(key))

    async def get(self, key: str = "tea") -> int | None:
        asked = self.ask(key)
        await self.answer()
        return await asked

    def metric(self, name: str, **labels: str) -> float | None:
        return self.metrics.registry.get_sample_value(name, {"cache": "prices", **labels})


async def settle() -> None:
    """Lets every task go as far as it can."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_value_is_read_once_and_served_until_it_is_too_old() -> None:
    setup = Setup()
    assert await setup.get() == 1
    setup.price = 2
    setup.now = LOAD_S + TTL_S - 0.001
    assert await setup.get() == 1
    setup.now += 0.001
    assert await setup.get() == 2
    assert setup.loads == 2


async def test_a_value_that_is_not_there_is_asked_for_again_it_may_be_there_soon() -> None:
    setup = Setup()
    setup.price = None
    assert await setup.get() is None
    setup.price = 3
    assert await setup.get() == 3


async def test_a_value_that_cannot_be_read_is_asked_for_again_and_its_error_is_not_kept() -> None:
    setup = Setup()
    setup.is_down = True
    with pytest.raises(ConnectionError, match="the store is down"):
        await setup.get()
    setup.is_down = False
    assert await setup.get() == 1


async def test_a_value_with_no_time_to_live_is_not_kept() -> None:
    setup = Setup(ttl_s=0)
    await setup.get()
    await setup.get()
    assert setup.loads == 2
    assert setup.metric("cache_entries") == 0


async def test_with_too_many_values_the_one_asked_for_longest_ago_goes_first() -> None:
    setup = Setup(max_entries=2)
    for key in ("tea", "milk", "tea", "sugar"):
        await setup.get(key)
    assert setup.loads == 3
    await setup.get("tea")
    assert setup.loads == 3
    await setup.get("milk")
    assert setup.loads == 4


async def test_a_stampede_on_a_value_that_is_not_there_yet_reads_it_once() -> None:
    setup = Setup()
    asked = [setup.ask() for _ in range(200)]
    await setup.answer()
    assert set(await asyncio.gather(*asked)) == {1}
    assert setup.loads == 1
    assert setup.metric("cache_requests_total", outcome="miss") == 200


async def test_a_stampede_on_a_value_that_has_just_expired_reads_it_once() -> None:
    setup = Setup()
    await setup.get()
    setup.now += TTL_S
    asked = [setup.ask() for _ in range(200)]
    await setup.answer()
    await asyncio.gather(*asked)
    assert setup.loads == 2


async def test_one_reader_who_goes_away_does_not_take_the_value_from_the_others() -> None:
    setup = Setup()
    impatient, patient = setup.ask(), setup.ask()
    await settle()
    impatient.cancel()
    await setup.answer()
    assert await patient == 1
    assert setup.loads == 1


async def test_values_that_were_read_together_expire_at_different_times() -> None:
    setup = Setup(jitter=0.2)
    setup.draw = 0.5
    await setup.get("tea")
    setup.draw = 0
    await setup.get("milk")
    setup.now = LOAD_S + 0.95 * TTL_S
    await setup.get("milk")
    assert setup.loads == 2
    await setup.get("tea")
    assert setup.loads == 3


async def test_shortly_before_its_end_a_value_is_read_anew_while_the_old_one_is_served() -> None:
    setup = Setup()
    await setup.get()
    setup.price = 2
    setup.now = LOAD_S + TTL_S - 2 * LOAD_S
    setup.draw = 0.8
    assert await setup.get() == 1, "too early for this draw"
    assert setup.loads == 1
    setup.draw = 0.9
    assert await setup.cache.get("tea") == 1
    await setup.answer()
    assert setup.loads == 2
    setup.draw = 0
    assert await setup.cache.get("tea") == 2
    assert setup.metric("cache_requests_total", outcome="early") == 1
    assert setup.loads == 2


async def test_when_reading_anew_fails_the_value_serves_until_its_end() -> None:
    setup = Setup()
    await setup.get()
    setup.is_down = True
    setup.draw = 0.9999
    setup.now = LOAD_S + TTL_S - 2 * LOAD_S
    assert await setup.get() == 1
    assert setup.loads == 2
    setup.draw = 0
    assert await setup.get() == 1


async def test_a_change_is_seen_by_whoever_asks_after_it() -> None:
    setup = Setup()
    await setup.get()
    setup.price = 2
    setup.cache.invalidate("tea")
    assert await setup.get() == 2


async def test_a_change_while_a_value_is_read_the_old_one_is_not_kept_however_late_it_comes() -> None:
    setup = Setup()
    slow = setup.ask()
    await settle()
    setup.price = 2
    setup.cache.invalidate("tea")
    after = setup.ask()
    await settle()
    assert setup.loads == 2, "who asks after the change does not get the read of before"
    await setup.answer()
    assert await slow == 1
    await setup.answer()
    assert await after == 2
    assert await setup.get() == 2
    assert setup.metric("cache_outdated_loads_total") == 1


async def test_a_change_while_a_value_is_read_and_nobody_asks_since_nothing_is_kept() -> None:
    setup = Setup()
    slow: asyncio.Task[Any] = setup.ask()
    await settle()
    setup.price = 2
    setup.cache.invalidate("tea")
    await setup.answer()
    await slow
    assert await setup.get() == 2
