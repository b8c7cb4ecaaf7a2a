"""The real program, as a process."""

import asyncio
import signal

import httpx

from tests.conftest import ORDER
from tests.databases import empty_database
from tests.eventually import eventually
from tests.program import address_of, last_word_of, start_program
from tools.fake_dependencies import FakeDependencies


async def test_a_stop_signal_lets_the_request_under_way_finish_then_the_program_exits_with_0(
    fakes: FakeDependencies,
) -> None:
    fakes.modes["payments"] = "hang"
    async with empty_database() as url:
        limits = {"DATABASE_URL": url, "DEPENDENCY_TIMEOUT_MS": "500"}
        program = await start_program({**fakes.environment(), **limits})
        await stopped_within_a_request(program, fakes)


async def stopped_within_a_request(
    program: asyncio.subprocess.Process, fakes: FakeDependencies
) -> None:
    url = await address_of(program)
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        under_way = asyncio.create_task(http.put(f"{url}/orders/a1", json=ORDER))
        await eventually(lambda: fakes.requests["payments"] > 0)
        program.send_signal(signal.SIGTERM)
        # 503 where the caller has to come back, 202 where the service goes on by itself.
        assert (await under_way).status_code in (202, 503)
    assert await last_word_of(program) == "stopped"
    assert program.returncode == 0
