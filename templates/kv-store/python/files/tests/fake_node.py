"""A node that does as a test says."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class FakeNode:
    # `ok` answers like a node that keeps nothing, `fail` with 500, `hang` never.
    mode: str
    url: str = ""
    # The paths that were asked for.
    requests: list[str] = field(default_factory=list)
    # Of the last request, with names in small letters.
    last_headers: dict[str, str] = field(default_factory=dict)

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        lines = [line.split(": ", 1) for line in head[1:] if line]
        self.last_headers = {name.lower(): value for name, value in lines}
        self.requests.append(head[0].split(" ")[1])
        if self.mode == "hang":
            return
        await reader.readexactly(int(self.last_headers.get("content-length", "0")))
        status = "500 Told To Fail" if self.mode == "fail" else "200 OK"
        body = '{"keys":[]}'
        headers = f"content-type: application/json\r\ncontent-length: {len(body)}\r\nconnection: close"
        writer.write(f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n{body}".encode())
        await writer.drain()
        writer.close()
