import json
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from service.config import read_config
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.feature_flags.feature_flags import FeatureFlags
from service.patterns.feature_flags.flag_file import decided_flags, overdue_flags, parse_flags
from service.patterns.feature_flags.flags import Flag
from service.patterns.feature_flags.guard_writes import GuardWrites
from service.patterns.feature_flags.rollout import place_of
from tests.eventually import eventually

WRITES: dict[str, Any] = {"about": "a test", "kind": "switch", "enabled": True, "rollout": 100}
KEYS = [f"order-{number}" for number in range(10_000)]


class Setup:
    """Flags from a file of the test, in which `accept-writes` is as it is told."""

    def __init__(self, file: Path, off: str, **change: Any) -> None:
        self._file = file
        self.write(**change)
        env = {"FLAGS_FILE": str(file), "FLAGS_OFF": off, "FLAGS_RELOAD_MS": "5"}
        self.metrics = Metrics()
        self.flags = FeatureFlags(read_config(env), create_log("silent"), self.metrics)
        self.flags.start()

    def write(self, **change: Any) -> None:
        self._file.write_text(json.dumps({"accept-writes": WRITES | change}))

    def write_text(self, text: str) -> None:
        self._file.write_text(text)

    def is_on(self, key: str = "a") -> bool:
        return self.flags.is_on(Flag.ACCEPT_WRITES, key)

    def failures(self) -> float:
        return self.metrics.registry.get_sample_value("feature_flag_reload_failures_total") or 0


SetUp = Callable[..., Setup]


@pytest_asyncio.fixture
async def set_up(tmp_path: Path) -> AsyncIterator[SetUp]:
    made: list[Setup] = []

    def set_up(off: str = "", **change: Any) -> Setup:
        made.append(Setup(tmp_path / "flags.json", off, **change))
        return made[-1]

    yield set_up
    for setup in made:
        await setup.flags.stop()


async def test_a_flag_that_is_rolled_out_to_all_is_on_and_to_nobody_off(set_up: SetUp) -> None:
    assert set_up(rollout=100).is_on()
    assert not set_up(rollout=0).is_on()


async def test_a_flag_that_is_killed_is_off_for_all_whatever_its_roll_out(set_up: SetUp) -> None:
    assert not set_up(enabled=False).is_on()
    assert not set_up(off="another, accept-writes").is_on()


async def test_a_flag_of_which_the_file_says_nothing_is_what_the_code_says(set_up: SetUp) -> None:
    setup = set_up(rollout=0)
    setup.write_text("{}")
    await eventually(lambda: setup.is_on() == Flag.ACCEPT_WRITES.default)


async def test_a_flag_changes_without_a_restart(set_up: SetUp) -> None:
    setup = set_up(rollout=100)
    setup.write(rollout=0)
    await eventually(lambda: not setup.is_on())


async def test_a_flag_stays_as_it_is_when_the_file_makes_no_sense_which_is_counted(
    set_up: SetUp,
) -> None:
    setup = set_up(rollout=0)
    setup.write_text('{ "accept-writes": {')
    await eventually(lambda: setup.failures() > 0)
    assert not setup.is_on()
    setup.write(rollout=100)
    await eventually(setup.is_on)


async def test_a_flag_that_is_asked_for_is_counted_with_what_it_was(set_up: SetUp) -> None:
    setup = set_up()
    setup.is_on("a")
    setup.is_on("b")
    labels = {"flag": "accept-writes", "variant": "on"}
    registry = setup.metrics.registry
    assert registry.get_sample_value("feature_flag_evaluations_total", labels) == 2


def chosen(flag: str, rollout: float) -> set[str]:
    return {key for key in KEYS if place_of(flag, key) < rollout}


@pytest.mark.parametrize("rollout", [1, 10, 50])
def test_a_roll_out_reaches_about_as_many_of_a_hundred(rollout: float) -> None:
    share = len(chosen("a-flag", rollout)) / len(KEYS)
    assert share * 100 == pytest.approx(rollout, abs=1.5)


def test_a_roll_out_that_grows_takes_nothing_from_anybody() -> None:
    assert chosen("a-flag", 10) <= chosen("a-flag", 50)


def test_a_roll_out_of_another_flag_begins_with_others() -> None:
    first = chosen("a-flag", 10)
    assert len(first & chosen("another-flag", 10)) < len(first) / 2


@pytest.mark.parametrize(
    "change",
    [{"rollout": 101}, {"roll_out": 1}, {"removeBy": "soon"}, {"enabled": "yes"}, {"about": ""}],
)
async def test_a_file_that_makes_no_sense_stops_the_start_and_is_named(
    change: dict[str, Any], set_up: SetUp
) -> None:
    with pytest.raises(ValueError, match="FLAGS_FILE"):
        set_up(**change)


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}', '{"No Name": {}}'])
def test_a_text_that_is_no_file_of_flags_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_flags(text)


def test_a_file_that_is_not_there_stops_the_start() -> None:
    config = read_config({"FLAGS_FILE": "nowhere.json"})
    with pytest.raises(ValueError, match="FLAGS_FILE: nowhere.json"):
        FeatureFlags(config, create_log("silent"), Metrics())


def test_a_file_tells_which_of_its_flags_should_be_gone_by_a_day() -> None:
    old = WRITES | {"removeBy": "2026-01-31"}
    flags = parse_flags(json.dumps({"old": old, "kept": WRITES}))
    assert overdue_flags(flags, date(2026, 1, 31)) == []
    assert overdue_flags(flags, date(2026, 2, 1)) == ["old"]


def test_release_flags_that_are_on_for_all_could_go() -> None:
    def release(**change: Any) -> dict[str, Any]:
        return WRITES | {"kind": "release"} | change

    growing, killed = release(rollout=99), release(enabled=False)
    flags = {"done": release(), "growing": growing, "killed": killed, "lever": WRITES}
    assert decided_flags(parse_flags(json.dumps(flags))) == ["done"]


def test_the_flags_of_this_service_are_the_same_in_the_file_and_in_the_code() -> None:
    in_file = parse_flags(Path("flags.json").read_text())
    assert sorted(in_file) == sorted(flag.key for flag in Flag)
    assert decided_flags(in_file) == [], "take the way that is not gone any more out of the code"


def test_the_flags_of_this_service_are_all_asked_for_somewhere() -> None:
    files = [file for file in Path("service").rglob("*.py") if file.name != "flags.py"]
    code = "".join(file.read_text() for file in files)
    unused = [flag.name for flag in Flag if f"Flag.{flag.name}" not in code]
    assert unused == [], "remove these from the code and from flags.json"


async def test_while_writes_are_not_accepted_reading_works_and_everything_else_is_put_off(
    set_up: SetUp,
) -> None:
    app: Any = FastAPI()
    app.add_middleware(GuardWrites, flags=set_up(enabled=False).flags)

    @app.api_route("/things", methods=["GET", "PUT"])
    async def things() -> dict[str, str]:
        return {}

    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
        put = await http.put("/things")
        assert (put.status_code, put.headers["retry-after"]) == (503, "30")
        assert put.json()["error"]["code"] == "read-only"
        assert (await http.get("/things")).status_code == 200
