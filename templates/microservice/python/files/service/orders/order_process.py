"""From the request for an order to its outcome."""

from dataclasses import dataclass
from typing import Protocol

from service.database.locks import lock_until_commit
from service.messaging.unit_of_work import UnitOfWork
from service.orders.order import Order, OrderRequest, Outcome
from service.orders.order_events import announce
from service.orders.order_store import OrderStore
from service.payments import Payments
from service.stock import Stock


@dataclass(frozen=True)
class Placed:
    order: Order
    is_new: bool


class OrderProcess(Protocol):
    async def place(self, order_id: str, request: OrderRequest) -> Placed:
        """Raises `OrderConflict`, and `DependencyUnavailable` while the order has to stay pending."""


@dataclass(frozen=True)
class ProcessParts:
    unit_of_work: UnitOfWork
    orders: OrderStore
    payments: Payments
    stock: Stock


async def open_order(parts: ProcessParts, order_id: str, request: OrderRequest) -> Placed:
    """Opens the order, unless it is open, and announces a new one."""
    async with parts.unit_of_work() as work:
        # Two requests at once, here or in another replica: one of them opens it.
        await lock_until_commit(work.tx, f"order {order_id}")
        is_new = await parts.orders.find(work.tx, order_id) is None
        order = await parts.orders.open(work.tx, order_id, request)
        if is_new:
            announce(work, order)
    return Placed(order, is_new)


async def settle_order(parts: ProcessParts, order_id: str, outcome: Outcome) -> Order:
    """Gives the order its outcome and announces it, once."""
    async with parts.unit_of_work() as work:
        order, changed = await parts.orders.settle(work.tx, order_id, outcome)
        if changed:
            announce(work, order)
    return order
