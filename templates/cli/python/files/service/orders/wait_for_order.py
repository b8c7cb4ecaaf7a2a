"""Waits until an order has its end."""

import asyncio
import time

from service.http_client.http_client import DependencyUnavailable
from service.orders.order import Order
from service.problem import Problem
from service.shop import Shop
from service.terminal import Progress, heed_interruption


async def wait_for_order(shop: Shop, order_id: str, within_s: float) -> Order:
    """Looks until the order is no longer pending.

    Raises `DependencyUnavailable` when that takes too long.
    """
    started_at = time.monotonic()
    progress = Progress(shop.terminal)
    try:
        while True:
            heed_interruption()
            with shop.operation():
                order = await shop.find(order_id)
            if order is None:
                raise Problem(f"there is no order {order_id}", status=404, code="not-found")
            if order.status != "pending":
                return order
            passed_s = time.monotonic() - started_at
            progress.say(f"{order_id} is pending, {passed_s:.0f} s")
            if passed_s > within_s:
                raise DependencyUnavailable("orders", f"{order_id} is still pending")
            await asyncio.sleep(shop.config.poll_ms / 1000)
    finally:
        progress.end()
