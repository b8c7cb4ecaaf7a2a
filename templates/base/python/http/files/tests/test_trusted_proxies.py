from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request

from service.http.app import create_app, measured
from service.http.health import Health
from service.http.server import HttpServer
from service.http.trusted_proxies import networks_of
from service.observability.log import create_log
from service.observability.metrics import Metrics

TRUSTED = "172.16.0.0/12, 2001:db8::1"


def app_behind(trusted: str | None) -> FastAPI:
    """Tells by whom it takes a request to be sent."""
    log, metrics = create_log("silent"), Metrics()
    app = create_app(log, metrics, Health())

    @app.get("/who")
    async def who(request: Request) -> list[str]:
        assert request.client is not None
        return [request.client.host, request.scope["peer"], request.url.scheme]

    return measured(app, log, metrics, trusted)


async def seen(trusted: str | None, peer: str, said: str, protocol: str = "https") -> list[str]:
    """What the service sees of a request that says of itself what a proxy would."""
    headers = {"x-forwarded-for": said, "x-forwarded-proto": protocol}
    app: Any = app_behind(trusted)
    transport = httpx.ASGITransport(app=app, client=(peer, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
        found: list[str] = (await http.get("/who", headers=headers)).json()
        return found


@pytest.mark.parametrize(
    ("said", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("172.16.9.9, 203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7, 172.16.9.9", "203.0.113.7"),
        ("203.0.113.7, 2001:db8::1", "203.0.113.7"),
        ("not an address", "172.16.2.3"),
    ],
)
async def test_a_client_is_taken_for_what_a_trusted_proxy_says(said: str, client: str) -> None:
    assert await seen(TRUSTED, "172.16.2.3", said) == [client, "172.16.2.3", "https"]


@pytest.mark.parametrize(
    ("trusted", "peer"), [(TRUSTED, "192.0.2.1"), (None, "172.16.2.3"), (None, "127.0.0.1")]
)
async def test_nobody_else_is_believed(trusted: str | None, peer: str) -> None:
    assert await seen(trusted, peer, "203.0.113.7") == [peer, peer, "http"]


async def test_nobody_is_believed_for_coming_from_this_machine() -> None:
    server = HttpServer(app_behind(None))
    url = await server.start("127.0.0.1", 0)
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{url}/who", headers={"x-forwarded-for": "203.0.113.7"})
    await server.stop()
    assert answer.json() == ["127.0.0.1", "127.0.0.1", "http"]


def test_what_is_no_network_is_named_at_the_start() -> None:
    with pytest.raises(ValueError, match="TRUSTED_PROXIES"):
        networks_of("192.0.2.0/24, 1.2.3")
