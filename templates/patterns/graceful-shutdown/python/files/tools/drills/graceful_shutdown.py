"""The program is stopped while clients keep coming: none of them is turned away."""

import asyncio
import sys

import httpx

from tools.drills.stop_under_load import drill_stop


async def ask(http: httpx.AsyncClient, _: str) -> httpx.Response:
    return await http.get("/metrics")


if __name__ == "__main__":
    sys.exit(asyncio.run(drill_stop({}, ask)))
