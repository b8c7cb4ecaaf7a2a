"""The real program, as a process."""

import asyncio
import json
import os
import signal
import sys

import httpx

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
    raise AssertionError("the gateway did not start")


async def test_a_stop_signal_lets_the_request_under_way_finish_then_the_program_exits_with_0(
    fakes: FakeDependencies,
) -> None:
    fakes.modes["orders"] = "hang"
    program = await start_program(
        {"PORT": "0", **fakes.environment(), "UPSTREAM_TIMEOUT_MS": "500"}
    )
    url = await address_of(program)
    headers = {"authorization": f"Bearer {fakes.identity.token()}"}
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        under_way = asyncio.create_task(http.get(f"{url}/orders", headers=headers))
        await eventually(lambda: fakes.requests["orders"] > 0)
        program.send_signal(signal.SIGTERM)
        assert (await under_way).status_code == 504
    output, _ = await program.communicate()
    assert program.returncode == 0
    assert [json.loads(line)["msg"] for line in output.splitlines()][-1] == "stopped"


async def test_a_wrong_configuration_is_named_and_the_program_exits_with_1() -> None:
    program = await start_program({"PORT": "http"})
    _, problem = await program.communicate()
    assert program.returncode == 1
    fatal = json.loads(problem)
    assert fatal["level"] == "fatal" and "PORT:" in fatal["msg"]
