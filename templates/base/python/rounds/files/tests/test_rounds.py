import asyncio

from service.observability.log import create_log
from service.rounds import Rounds
from tests.eventually import eventually

HOUR_MS = 3_600_000


class Counter:
    """Counts rounds; each waits until it is let go."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self.may_end = asyncio.Event()
        self.may_end.set()

    async def round(self) -> None:
        self.begun += 1
        await self.may_end.wait()
        self.ended += 1


def rounds_of(counter: Counter, interval_ms: int) -> Rounds:
    return Rounds("test", counter.round, interval_ms, create_log("silent"))


async def test_come_every_so_often() -> None:
    counter = Counter()
    rounds = rounds_of(counter, 1)
    rounds.start()
    await eventually(lambda: counter.ended > 3)
    await rounds.stop()


async def test_come_at_once_when_woken_also_while_one_is_under_way() -> None:
    counter = Counter()
    counter.may_end.clear()
    rounds = rounds_of(counter, HOUR_MS)
    rounds.start()
    await eventually(lambda: counter.begun == 1)
    rounds.wake()
    counter.may_end.set()
    await eventually(lambda: counter.ended == 2)
    rounds.wake()
    await eventually(lambda: counter.ended == 3)
    await rounds.stop()


async def test_go_on_after_one_that_failed() -> None:
    begun = 0

    async def fail() -> None:
        nonlocal begun
        begun += 1
        raise ConnectionError("gone")

    rounds = Rounds("test", fail, 1, create_log("silent"))
    rounds.start()
    await eventually(lambda: begun > 2)
    await rounds.stop()


async def test_stopping_waits_for_the_round_under_way_and_no_other_begins() -> None:
    counter = Counter()
    counter.may_end.clear()
    rounds = rounds_of(counter, 1)
    rounds.start()
    await eventually(lambda: counter.begun == 1)
    stopping = asyncio.create_task(rounds.stop())
    await asyncio.sleep(0.02)
    assert not stopping.done()
    counter.may_end.set()
    await stopping
    assert (counter.begun, counter.ended) == (1, 1)
