"""The real program, as a process."""

import asyncio
import json
import os
import signal
import sys

import httpx

from tests.conftest import ORDER
from tests.databases import empty_database
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies

PROGRAM = (sys.executable, "-m", "service")


async def start_program(env: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *PROGRAM,
        env={**os.environ, **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def address_of(program: asyncio.subprocess.Process) -> str:
    """It is said in the log, where other parts may have said something before."""
    assert program.stdout is not None
    async for line in program.stdout:
        said = json.loads(line)
        if "url" in said:
            return str(said["url"])
    raise AssertionError("the service did not start")


async def test_a_stop_signal_lets_the_request_under_way_finish_then_the_program_exits_with_0(
    fakes: FakeDependencies,
) -> None:
    fakes.modes["payments"] = "hang"
    async with empty_database() as url:
        env = {
            "PORT": "0",
            "DATABASE_URL": url,
            "PAYMENTS_URL": fakes.url_of("payments"),
            "STOCK_URL": fakes.url_of("stock"),
            "NOTIFICATIONS_URL": fakes.url_of("notifications"),
            "DEPENDENCY_TIMEOUT_MS": "500",
        }
        program = await start_program(env)
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
    output, _ = await program.communicate()
    assert program.returncode == 0
    assert [json.loads(line)["msg"] for line in output.splitlines()][-1] == "stopped"
