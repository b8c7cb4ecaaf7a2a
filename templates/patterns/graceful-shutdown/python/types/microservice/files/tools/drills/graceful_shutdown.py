"""The program is stopped while clients keep placing orders: none of them is turned away."""

import asyncio
import sys

import httpx

from tools.drills.drill import ORDER
from tools.drills.stop_under_load import drill_stop
from tools.fake_dependencies import FakeDependencies


async def ask(http: httpx.AsyncClient, name: str) -> httpx.Response:
    return await http.put(f"/orders/order-{name}", json=ORDER)


def main() -> int:
    fakes = FakeDependencies()
    env = {
        "PAYMENTS_URL": fakes.url_of("payments"),
        "STOCK_URL": fakes.url_of("stock"),
        "NOTIFICATIONS_URL": fakes.url_of("notifications"),
    }
    try:
        return asyncio.run(drill_stop(env, ask))
    finally:
        fakes.close()


if __name__ == "__main__":
    sys.exit(main())
