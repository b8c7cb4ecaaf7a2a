"""The real program, as a process."""

import asyncio
import json
import signal

import httpx

from tests.eventually import eventually
from tests.program import address_of, last_word_of, start_program
from tools.fake_dependencies import FakeDependencies


async def test_a_stop_signal_lets_the_request_under_way_finish_then_the_program_exits_with_0(
    fakes: FakeDependencies,
) -> None:
    fakes.modes["orders"] = "hang"
    program = await start_program({**fakes.environment(), "UPSTREAM_TIMEOUT_MS": "500"})
    url = await address_of(program)
    headers = {"authorization": f"Bearer {fakes.identity.token()}"}
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        under_way = asyncio.create_task(http.get(f"{url}/orders", headers=headers))
        await eventually(lambda: fakes.requests["orders"] > 0)
        program.send_signal(signal.SIGTERM)
        assert (await under_way).status_code == 504
    assert await last_word_of(program) == "stopped"
    assert program.returncode == 0


async def test_a_wrong_configuration_is_named_and_the_program_exits_with_1() -> None:
    program = await start_program({"PORT": "http"})
    _, problem = await program.communicate()
    assert program.returncode == 1
    fatal = json.loads(problem)
    assert fatal["level"] == "fatal" and "PORT:" in fatal["msg"]
