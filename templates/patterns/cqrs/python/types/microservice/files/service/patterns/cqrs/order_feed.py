"""Where the changes of orders come from: a log of their events."""

from typing import Any

from service.orders.order_events import ORDERS
from service.patterns.cqrs.change_log import ChangeLog
from service.patterns.cqrs.order_change import OrderFact, OrderOpened, OrderSettled
from service.patterns.cqrs.read_model import Feed


def fact_of(body: Any) -> OrderFact:
    order = body["order"]
    if body["type"] == "order.opened":
        return OrderOpened(order["item"], order["quantity"], order["amountCents"])
    return OrderSettled(order["status"])


order_feed: Feed[OrderFact] = ChangeLog(ORDERS, fact_of)
