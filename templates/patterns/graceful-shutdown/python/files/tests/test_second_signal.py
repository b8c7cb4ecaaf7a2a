import asyncio
import os
import signal
import sys


async def test_a_second_stop_signal_ends_the_program_at_once_also_while_it_drains() -> None:
    env = {
        "PORT": "0",
        "DATABASE_URL": "sqlite::memory:",
        "DRAIN_DELAY_MS": "60000",
        "SHUTDOWN_TIMEOUT_MS": "120000",
    }
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service"),
        env={**os.environ, **env},
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    async with asyncio.timeout(30):
        async for line in program.stdout:
            if b"http://127.0.0.1" in line or b'"draining"' in line:
                program.send_signal(signal.SIGTERM)
        assert await program.wait() == -signal.SIGTERM
