"""The real program, as a process."""

import asyncio
import json
import os
import sys

PROGRAM = (sys.executable, "-m", "service")


async def start_program(env: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *PROGRAM,
        env={**os.environ, "PORT": "0", **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def address_of(program: asyncio.subprocess.Process) -> str:
    """From its log, where other parts may have said something before."""
    assert program.stdout is not None
    async for line in program.stdout:
        said = json.loads(line)
        if "url" in said:
            return str(said["url"])
    raise AssertionError("the service did not start")


async def last_word_of(program: asyncio.subprocess.Process) -> str:
    """Of its log, when it has ended."""
    output, _ = await program.communicate()
    return str([json.loads(line)["msg"] for line in output.splitlines()][-1])
