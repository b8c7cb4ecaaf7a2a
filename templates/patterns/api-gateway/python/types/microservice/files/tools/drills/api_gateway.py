"""The service is stopped behind its gateway: clients are refused in words, and served when it is back."""

import random
import socket
from contextlib import suppress
from typing import Any

import httpx

from service.config import read_config
from service.gateway.front import Front, create_front
from tools.drills.drill import ORDER, Drill, run_drill


async def drill_gateway(drill: Drill) -> None:
    front = create_front(
        read_config(
            {
                "LOG_LEVEL": "silent",
                "UPSTREAMS": f"orders=http://127.0.0.1:{drill.config.port}",
                "GATEWAY_PORT": "0",
                "UPSTREAM_TIMEOUT_MS": "3000",
            }
        )
    )
    await front.start()
    try:
        async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
            await behind_gateway(drill, front, http)
    finally:
        await front.stop()


async def behind_gateway(drill: Drill, front: Front, http: httpx.AsyncClient) -> None:
    async def ask(method: str, path: str, body: Any = None) -> httpx.Response:
        answer = await http.request(method, f"{front.url}{path}", json=body)
        print(f"  {method} {path} through the gateway: {answer.status_code}")
        return answer

    async def is_served() -> bool:
        return (await ask("PUT", "/orders/a2", ORDER)).is_success

    print("# the service is well")
    placed = await ask("PUT", "/orders/a1", ORDER)
    drill.expect("an order goes through", placed.is_success)
    drill.expect("what has no route does not", (await ask("GET", "/admin")).status_code == 404)

    print("# the service is stopped")
    await drill.stop()
    refused = await ask("PUT", "/orders/a2", ORDER)
    drill.expect("the client is refused for now (502)", refused.status_code == 502)
    drill.expect("in words", "cannot be reached" in refused.text)
    live = await ask("GET", "/health/live")
    drill.expect("the gateway itself lives", live.status_code == 200)

    print("# the service is back")
    await drill.restart()
    await drill.eventually("the same request goes through", is_served)
    drill.expect("and was charged once", drill.fakes.charged.get("a2") == ORDER["amountCents"])


def free_port() -> str:
    """Below those that systems give out by themselves, so that the service comes back where it was."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return str(port)


if __name__ == "__main__":
    run_drill({"PORT": free_port()}, drill_gateway)
