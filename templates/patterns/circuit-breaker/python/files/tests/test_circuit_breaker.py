import asyncio
from collections.abc import Awaitable, Callable

import pytest

from service.http.health import Health
from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpRequest,
)
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.circuit_breaker import BreakerOptions, circuit_breaker
from tests.eventually import eventually

MINIMUM_CALLS = 4


async def succeed() -> HttpAnswer:
    return HttpAnswer(200)


async def fail() -> HttpAnswer:
    raise DependencyUnavailable("payments", "down")


class Setup:
    """A breaker before a service that behaves as it is told. The test owns the clock: none waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.calls = 0
        self.behave: Callable[[], Awaitable[HttpAnswer]] = succeed
        self.health = Health()
        options = BreakerOptions(10, MINIMUM_CALLS, 0.5, 1000, clock=lambda: self.now)
        policy = circuit_breaker(options, create_log("silent"), Metrics(), self.health)

        async def send(_: HttpRequest) -> HttpAnswer:
            self.calls += 1
            return await self.behave()

        self._send = policy(Dependency("payments", "http://127.0.0.1:1", 1), send)

    async def call(self) -> HttpAnswer | Exception:
        try:
            return await self._send(HttpRequest("GET", ""))
        except Exception as error:
            return error

    async def open(self) -> None:
        self.behave = fail
        for _ in range(MINIMUM_CALLS):
            await self.call()
        self.calls = 0

    @property
    def state(self) -> str:
        return self.health.states()["payments"]


@pytest.fixture
def setup() -> Setup:
    return Setup()


async def test_closed_it_passes_calls_and_answers_through(setup: Setup) -> None:
    assert await setup.call() == HttpAnswer(200)
    assert setup.calls == 1


async def test_closed_it_does_not_judge_before_it_has_seen_the_minimum_of_calls(
    setup: Setup,
) -> None:
    setup.behave = fail
    for _ in range(MINIMUM_CALLS - 1):
        await setup.call()
    assert setup.state == "closed"
    await setup.call()
    assert setup.state == "open"


async def test_closed_it_stays_so_while_no_more_than_half_of_the_calls_fail(setup: Setup) -> None:
    for number in range(20):
        setup.behave = fail if number % 2 else succeed
        await setup.call()
    assert setup.state == "closed"


async def test_it_does_not_take_a_refusal_for_a_failure(setup: Setup) -> None:
    async def refuse() -> HttpAnswer:
        return HttpAnswer(402)

    setup.behave = refuse
    for _ in range(20):
        await setup.call()
    assert setup.state == "closed"


async def test_it_does_not_take_a_fault_of_our_own_for_an_outage(setup: Setup) -> None:
    async def our_bug() -> HttpAnswer:
        raise TypeError("our bug")

    setup.behave = our_bug
    for _ in range(20):
        assert isinstance(await setup.call(), TypeError)
    assert setup.state == "closed"


async def test_open_it_refuses_without_calling_and_says_when_to_come_back(setup: Setup) -> None:
    await setup.open()
    setup.now = 0.4
    error = await setup.call()
    assert isinstance(error, DependencyUnavailable)
    assert error.retry_after_s == pytest.approx(0.6)
    assert error.refused_here
    assert setup.calls == 0


async def test_open_it_lets_one_call_through_when_its_time_is_up_and_closes_when_that_succeeds(
    setup: Setup,
) -> None:
    await setup.open()
    setup.behave = succeed
    setup.now = 0.999
    await setup.call()
    assert setup.calls == 0
    setup.now = 1.0
    assert await setup.call() == HttpAnswer(200)
    assert setup.state == "closed"


async def test_open_it_stays_so_for_another_round_when_the_probe_fails(setup: Setup) -> None:
    await setup.open()
    setup.now = 1.0
    await setup.call()
    assert (setup.calls, setup.state) == (1, "open")
    setup.now = 1.999
    await setup.call()
    assert (setup.calls, setup.state) == (1, "open")


async def test_half_open_it_refuses_all_calls_but_the_probe(setup: Setup) -> None:
    await setup.open()
    setup.now = 1.0
    answered = asyncio.Event()

    async def wait() -> HttpAnswer:
        await answered.wait()
        return HttpAnswer(200)

    setup.behave = wait
    probe = asyncio.create_task(setup.call())
    await eventually(lambda: setup.calls == 1)
    for _ in range(3):
        assert isinstance(await setup.call(), DependencyUnavailable)
    assert setup.calls == 1
    answered.set()
    assert await probe == HttpAnswer(200)


async def test_half_open_a_probe_that_is_given_up_leaves_room_for_the_next(setup: Setup) -> None:
    await setup.open()
    setup.now = 1.0
    started = asyncio.Event()

    async def hang() -> HttpAnswer:
        started.set()
        return await asyncio.Event().wait() and HttpAnswer(200)

    setup.behave = hang
    probe = asyncio.create_task(setup.call())
    await started.wait()
    probe.cancel()
    with pytest.raises(asyncio.CancelledError):
        await probe
    setup.behave = succeed
    setup.now = 2.0
    assert await setup.call() == HttpAnswer(200)


class Late:
    """A call that was sent while the breaker was closed, and ends when the test says how."""

    def __init__(self, setup: Setup) -> None:
        self._end: asyncio.Future[HttpAnswer] = asyncio.get_running_loop().create_future()
        setup.behave = lambda: self._end
        self._task = asyncio.create_task(setup.call())

    async def ends(self, how: HttpAnswer | Exception) -> None:
        if isinstance(how, Exception):
            self._end.set_exception(how)
        else:
            self._end.set_result(how)
        await self._task


@pytest.mark.parametrize("how", [HttpAnswer(200), DependencyUnavailable("payments", "down")])
async def test_half_open_the_probe_alone_decides_and_no_call_from_before(
    setup: Setup, how: HttpAnswer | Exception
) -> None:
    late = Late(setup)
    await eventually(lambda: setup.calls == 1)
    await setup.open()
    setup.now = 1.0
    probe = Late(setup)
    await eventually(lambda: setup.calls == 1)
    await late.ends(how)
    assert setup.state == "half-open"
    await probe.ends(HttpAnswer(200))
    assert setup.state == "closed"


async def test_open_it_does_not_stay_so_for_longer_because_a_call_from_before_fails(
    setup: Setup,
) -> None:
    late = Late(setup)
    await eventually(lambda: setup.calls == 1)
    await setup.open()
    setup.now = 0.9
    await late.ends(DependencyUnavailable("payments", "down"))
    setup.behave = succeed
    setup.now = 1.0
    assert await setup.call() == HttpAnswer(200)


async def test_it_does_not_take_a_call_that_was_given_up_for_an_answer(setup: Setup) -> None:
    async def give_up() -> HttpAnswer:
        raise TimeoutError("the caller waits no longer")

    for _ in range(MINIMUM_CALLS):
        setup.behave = give_up
        await setup.call()
        setup.behave = fail
        await setup.call()
    assert setup.state == "open"


async def test_it_starts_with_a_clean_slate_when_it_closes(setup: Setup) -> None:
    await setup.open()
    setup.behave = succeed
    setup.now = 1.0
    await setup.call()
    setup.behave = fail
    await setup.call()
    await setup.call()
    assert setup.state == "closed"


def test_a_minimum_above_the_window_is_refused() -> None:
    with pytest.raises(ValueError, match="BREAKER_MINIMUM_CALLS"):
        BreakerOptions(10, 11, 0.5, 1000)
