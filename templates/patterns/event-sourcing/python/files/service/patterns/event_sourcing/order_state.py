"""What events make of an order, and which event a wish makes. Functions of their arguments alone."""

from collections.abc import Iterable
from dataclasses import replace

from service.orders.order import Order, OrderRequest, Outcome, same_order
from service.patterns.event_sourcing.events import Declined, Opened, OrderFact, OutOfStock, Paid


def evolve(order_id: str, order: Order | None, fact: OrderFact) -> Order:
    """What one more event makes of an order; None is one before its first event."""
    if isinstance(fact, Opened):
        return Order(order_id, fact.item, fact.quantity, fact.amount_cents)
    if order is None:
        raise ValueError(f"order {order_id} was {fact.type} before it was opened")
    if isinstance(fact, Paid):
        return replace(order, status="paid", payment_id=fact.payment_id)
    if isinstance(fact, Declined):
        return replace(order, status="declined", decline_reason=fact.reason)
    return replace(order, status="out-of-stock")


def replay(order_id: str, facts: Iterable[OrderFact]) -> Order | None:
    """Replaying the same events gives the same order each time."""
    order = None
    for fact in facts:
        order = evolve(order_id, order, fact)
    return order


def decide_open(order: Order | None, request: OrderRequest) -> OrderFact | None:
    """What happens when an order is asked for; nothing when it is there. Raises `OrderConflict`."""
    if order is None:
        amount = request.amount_cents
        return Opened(item=request.item, quantity=request.quantity, amountCents=amount)
    same_order(order, request)
    return None


def decide_settle(order: Order | None, outcome: Outcome) -> OrderFact | None:
    """What happens when an order gets its outcome; nothing when it has one: the first one counts."""
    if order is None:
        raise LookupError("an order was settled that was never opened")
    if order.status != "pending":
        return None
    if outcome.status == "paid":
        return Paid(paymentId=outcome.payment_id or "")
    if outcome.status == "declined":
        return Declined(reason=outcome.decline_reason or "")
    return OutOfStock()
