"""The real program, as a process."""

import json
import signal

import httpx

from tests.conftest import paid
from tests.databases import empty_database
from tests.eventually import eventually
from tests.program import address_of, last_word_of, start_program
from tools.fake_dependencies import FakeDependencies


async def test_a_stop_signal_lets_the_message_under_way_finish_then_the_program_exits_with_0(
    fakes: FakeDependencies,
) -> None:
    fakes.modes["carrier"] = "hang"
    async with empty_database() as database_url:
        limits = {"DATABASE_URL": database_url, "DEPENDENCY_TIMEOUT_MS": "300"}
        program = await start_program({**fakes.environment(), **limits})
        url = await address_of(program)
        async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
            await http.put(f"{url}/events/a1", json=paid("a1"))
        await eventually(lambda: fakes.requests["carrier"] > 0)
        program.send_signal(signal.SIGTERM)
        assert await last_word_of(program) == "stopped"
        assert program.returncode == 0


async def test_a_wrong_configuration_is_named_and_the_program_exits_with_1() -> None:
    program = await start_program({"PORT": "http"})
    _, problem = await program.communicate()
    assert program.returncode == 1
    fatal = json.loads(problem)
    assert fatal["level"] == "fatal" and "PORT:" in fatal["msg"]
