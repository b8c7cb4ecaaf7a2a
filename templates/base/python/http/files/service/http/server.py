"""uvicorn, started and stopped by us: the order in which things stop is ours to say."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

# A client may take so long for the head of a request.
HEAD_S = 10


class HttpServer:
    """Serves an application on a socket of its own."""

    def __init__(self, app: ASGIApp) -> None:
        # What uvicorn would log is logged by us, as JSON. There is nothing for it to start or stop.
        config = uvicorn.Config(
            app,
            http=_Connection,
            ws="none",
            lifespan="off",
            # It would believe whoever comes from this machine. Whom to believe is for TRUSTED_PROXIES to say.
            proxy_headers=False,
            log_config=None,
            log_level="critical",
            access_log=False,
        )
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    async def start(self, host: str, port: int) -> str:
        """Listens, and returns the address. Raises `OSError` when that is not possible."""
        listening = socket.create_server((host, port), backlog=2048)
        # Connections inherit it: else the last part of an answer waits until the first was acknowledged.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.is_up.wait()
        return f"http://{host}:{listening.getsockname()[1]}"

    async def stop(self) -> None:
        """Takes no new requests and lets those under way finish."""
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving


class _Connection(H11Protocol):
    """Closed when the head of a request does not come: uvicorn itself would wait for ever."""

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._wait_no_more()
        elif self._giving_up is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        loop = asyncio.get_running_loop()
        self._giving_up = loop.call_later(HEAD_S, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.is_up.set()

    def install_signal_handlers(self) -> None:
        """Signals are for `__main__`; older versions ask here, newer ones below."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
