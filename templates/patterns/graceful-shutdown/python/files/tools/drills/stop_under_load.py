"""Stops the real program (SIGTERM) while clients keep coming, behind a load balancer that notices."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

# How often the load balancer asks whether the service is ready.
PROBE_S = 0.1
CLIENTS = 8
# Between two requests of a client, so that the service is not busy with them alone.
PAUSE_S = 0.02
# Long enough for the load balancer to notice on a slow machine.
DELAY = {
    "DRAIN_DELAY_MS": "5000",
    "DRAIN_TIMEOUT_MS": "20000",
    "SHUTDOWN_TIMEOUT_MS": "30000",
}

# Makes the request of this number of this client.
Ask = Callable[[httpx.AsyncClient, str], Awaitable[httpx.Response]]


@dataclass
class Seen:
    answered: int = 0
    lost: int = 0
    # Answered when readiness had failed already.
    late: int = 0
    exit_code: int = -1


class Stop:
    """One stop of the program, and what its clients see of it."""

    def __init__(self, http: httpx.AsyncClient, program: Process, ask: Ask) -> None:
        self._http = http
        self._program = program
        self._ask = ask
        self._is_ready = True
        self._is_sent_here = True
        self.seen = Seen()

    async def watch(self) -> Seen:
        """A load balancer that asks for readiness sends nobody here once it fails."""
        async with asyncio.TaskGroup() as group:
            for number in range(CLIENTS):
                group.create_task(self._client(number))
            await asyncio.sleep(0.3)
            self._program.send_signal(signal.SIGTERM)
            while self._is_ready:
                await asyncio.sleep(PROBE_S)
                self._is_ready = await self._probe()
            # Clients notice a while after the load balancer does.
            await asyncio.sleep(5 * PROBE_S)
            self._is_sent_here = False
        self.seen.exit_code = await self._program.wait()
        return self.seen

    async def _client(self, client: int) -> None:
        number = 0
        while self._is_sent_here:
            number += 1
            if await self._is_answered(f"{self._program.pid}-{client}-{number}"):
                self.seen.answered += 1
                self.seen.late += not self._is_ready
            else:
                self.seen.lost += 1
            await asyncio.sleep(PAUSE_S)

    async def _is_answered(self, name: str) -> bool:
        """No is an answer, too, unless it is said because the service stops."""
        try:
            answer = await self._ask(self._http, name)
        except httpx.HTTPError:
            return False
        return not (answer.status_code == 503 and '"stopping"' in answer.text)

    async def _probe(self) -> bool:
        try:
            return (await self._http.get("/health/ready")).is_success
        except httpx.HTTPError:
            return False


async def stop_under_load(env: dict[str, str], ask: Ask) -> Seen:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service"),
        env={**os.environ, "PORT": "0", "DATABASE_URL": "sqlite::memory:", **env},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        url = await address_of(program)
        # Whoever does not read its log holds it up.
        log = asyncio.create_task(drop(program))
        async with new_connections(url) as http:
            seen = await Stop(http, program, ask).watch()
        await log
    finally:
        if program.returncode is None:
            program.kill()
    print(f"   {seen.answered} answered, {seen.lost} lost, exit {seen.exit_code}")
    return seen


def new_connections(url: str) -> httpx.AsyncClient:
    """One for each request, as from a load balancer that has many clients."""
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.AsyncClient(base_url=url, limits=limits, timeout=30, trust_env=False)


async def address_of(program: Process) -> str:
    assert program.stdout is not None
    async for line in program.stdout:
        said = json.loads(line)
        if "url" in said:
            return str(said["url"])
    raise RuntimeError("the service did not start")


async def drop(program: Process) -> None:
    assert program.stdout is not None
    while await program.stdout.read(65_536):
        pass


async def drill_stop(env: dict[str, str], ask: Ask) -> int:
    """With the delay not one request may be lost; without it, see what is. The status to end with."""
    print("# stopped under load, with a delay for the load balancer to notice")
    drained = await stop_under_load({**env, **DELAY}, ask)
    facts = {
        "readiness failed while requests were still answered": drained.late > 0,
        "no request was lost": drained.lost == 0,
        "it ended with 0": drained.exit_code == 0,
    }
    for what, is_true in facts.items():
        print(f"{'ok ' if is_true else '!  '} {what}")
    print("# the same without the delay")
    hasty = await stop_under_load({**env, "DRAIN_DELAY_MS": "0"}, ask)
    print(f"   {hasty.lost} requests were lost: this is what the delay is for")
    passed = all(facts.values())
    print("The drill passed." if passed else "The drill FAILED: see the lines marked !")
    return 0 if passed else 1
