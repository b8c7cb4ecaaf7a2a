"""The whole service against its stand-ins, driven without a socket of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx

from service.app import Service, create_service
from service.config import read_config


class ServiceClient:
    """What a test can ask of the service."""

    def __init__(self, service: Service, http: httpx.AsyncClient) -> None:
        self.service = service
        self.http = http

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(path)

    async def put_json(self, path: str, body: Any) -> httpx.Response:
        return await self.http.put(path, json=body)

    async def put_text(self, path: str, text: bytes) -> httpx.Response:
        """As JSON, which it need not be."""
        return await self.http.put(
            path, content=text, headers={"content-type": "application/json"}
        )

    async def metric(self, series: str) -> float | None:
        """One line of `/metrics`, such as `things_total{kind="a"}`; its number."""
        lines = (await self.get("/metrics")).text.splitlines()
        found = [line for line in lines if line.startswith(f"{series} ")]
        return float(found[0].removeprefix(series)) if found else None

    async def parts(self) -> dict[str, str]:
        """How the parts do, in a word each."""
        states: dict[str, str] = (await self.get("/health/ready")).json()["parts"]
        return states


Client = TypeVar("Client", bound=ServiceClient)


@asynccontextmanager
async def open_service(client: type[Client], env: dict[str, str]) -> AsyncIterator[Client]:
    service = await create_service(read_config(env))
    app: Any = service.app
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
            yield client(service, http)
    finally:
        await service.stop()
