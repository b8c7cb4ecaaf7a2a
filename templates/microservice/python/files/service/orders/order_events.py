"""What is told of orders."""

from typing import Any, Literal

from pydantic import BaseModel

from service.messaging.unit_of_work import Work
from service.orders.order import Order, OrderStatus

# The topic of everything that happens to orders.
ORDERS = "orders"


class OrderFacts(BaseModel):
    id: str
    item: str
    status: OrderStatus


class OrderEvent(BaseModel):
    """What consumers read of an event; there may be more in it."""

    type: Literal["order.opened", "order.paid", "order.declined", "order.out-of-stock"]
    order: OrderFacts


def announce(work: Work, order: Order) -> None:
    """What happened to the order that made it what it is now."""
    what = "opened" if order.status == "pending" else order.status
    body: dict[str, Any] = {"type": f"order.{what}", "order": order.to_json()}
    work.emit(ORDERS, order.id, body)
