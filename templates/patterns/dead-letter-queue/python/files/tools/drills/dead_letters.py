"""The command for dead letters, as somebody would type it while the service runs."""

import asyncio
import os
import sys

from service.config import Config


async def dead_letters(config: Config, *arguments: str) -> str:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service.patterns.dead_letters", *arguments),
        env={**os.environ, "DATABASE_URL": config.database_url},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await program.communicate()
    return said.decode().strip()
