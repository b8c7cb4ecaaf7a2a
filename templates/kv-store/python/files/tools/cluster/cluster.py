"""Nodes as processes of their own on loopback, as they would be on machines of their own."""

import asyncio
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import httpx

START_S = 90


class Cluster:
    def __init__(self, ports: Sequence[int], folder: Path, env: Mapping[str, str]) -> None:
        # Where each node has its database and its log.
        self.folder = folder
        self._env = env
        self._urls = {
            f"node-{number}": f"http://127.0.0.1:{port}" for number, port in enumerate(ports, 1)
        }
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self.names: Sequence[str] = list(self._urls)

    def url_of(self, name: str) -> str:
        return self._urls[name]

    def pid_of(self, name: str) -> int:
        return self._running[name].pid

    def log_of(self, name: str) -> str:
        """What the node has logged."""
        return self._log_file(name).read_text()

    async def start_all(self) -> None:
        try:
            await asyncio.gather(*(self.start(name) for name in self.names))
        except BaseException:
            await asyncio.gather(*(self.kill(name) for name in self.names))
            raise

    async def start(self, name: str, **env: str) -> None:
        """Starts a node on the data it had, and waits until it serves."""
        listed = ",".join(f"{one}={url}" for one, url in self._urls.items())
        own = {
            "LOG_LEVEL": "info",
            "NODE_NAME": name,
            "NODES": listed,
            "PORT": self._urls[name].rsplit(":", 1)[1],
            "DATABASE_URL": f"sqlite:{self.folder / name}.db",
        }
        with self._log_file(name).open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "service"),
                env={**os.environ, **own, **self._env, **env},
                stdout=log,
                # Ctrl-C is for whoever started the cluster, and he stops the nodes.
                start_new_session=True,
            )
        self._running[name] = process
        await serving(process, self._urls[name])

    async def kill(self, name: str) -> None:
        """SIGKILL: no goodbye."""
        await self._end(name, signal.SIGKILL)

    def pause(self, name: str) -> None:
        """SIGSTOP: the node is there and does nothing, until `resume`."""
        self._running[name].send_signal(signal.SIGSTOP)

    def resume(self, name: str) -> None:
        self._running[name].send_signal(signal.SIGCONT)

    async def stop(self) -> None:
        names = list(self._running)
        for name in names:
            if self._running[name].returncode is None:
                self.resume(name)
        await asyncio.gather(*(self._end(name, signal.SIGTERM) for name in names))

    async def _end(self, name: str, number: signal.Signals) -> None:
        process = self._running.pop(name, None)
        if process is not None and process.returncode is None:
            process.send_signal(number)
            await process.wait()

    def _log_file(self, name: str) -> Path:
        return self.folder / f"{name}.log"


async def serving(process: asyncio.subprocess.Process, url: str) -> None:
    give_up_at = time.monotonic() + START_S
    async with httpx.AsyncClient(timeout=5, trust_env=False) as http:
        while time.monotonic() < give_up_at:
            if process.returncode is not None:
                raise RuntimeError(f"a node ended with {process.returncode}")
            try:
                if (await http.get(f"{url}/health/live")).is_success:
                    return
            except httpx.HTTPError:
                await asyncio.sleep(0.05)
    raise TimeoutError(f"a node did not serve within {START_S} s")


def free_ports(count: int) -> list[int]:
    """Below those that systems give out by themselves, or a program might be given one before its node."""
    return list(islice(filter(is_free, random.sample(range(20_000, 32_000), 1_000)), count))


def is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
