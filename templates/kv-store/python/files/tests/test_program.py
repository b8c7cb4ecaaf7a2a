"""The real program, as a process."""

import asyncio
import json
import os
import signal
import sys

import httpx

from tests.conftest import ENV


async def start_program(**env: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service"),
        env={**os.environ, **ENV, "LOG_LEVEL": "info", **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_it_serves_alone_and_a_stop_signal_ends_it_with_0() -> None:
    program = await start_program(PORT="0")
    assert program.stdout is not None
    lines = [json.loads(await program.stdout.readline())]
    while "url" not in lines[-1]:
        lines.append(json.loads(await program.stdout.readline()))
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        put = await http.put(f"{lines[-1]['url']}/entries/a", json={"value": 1})
    assert put.status_code == 201
    program.send_signal(signal.SIGTERM)
    output, _ = await program.communicate()
    assert program.returncode == 0
    assert [json.loads(line)["msg"] for line in output.splitlines()][-1] == "stopped"


async def test_a_wrong_configuration_is_named_and_the_program_exits_with_1() -> None:
    program = await start_program(NODES="node-1")
    _, problem = await program.communicate()
    assert program.returncode == 1
    fatal = json.loads(problem)
    assert fatal["level"] == "fatal" and "NODES:" in fatal["msg"]
