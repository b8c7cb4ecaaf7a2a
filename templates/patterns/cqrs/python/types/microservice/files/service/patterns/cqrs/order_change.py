"""What the write side did to an order, as far as the read side cares."""

from dataclasses import dataclass

from service.orders.order import OrderStatus
from service.patterns.cqrs.read_model import Change


@dataclass(frozen=True)
class OrderOpened:
    item: str
    quantity: int
    amount_cents: int


@dataclass(frozen=True)
class OrderSettled:
    status: OrderStatus


OrderFact = OrderOpened | OrderSettled
OrderChange = Change[OrderFact]
