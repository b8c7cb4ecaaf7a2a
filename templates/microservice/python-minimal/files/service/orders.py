"""Orders: what they are, where they are kept, and how one is placed."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from typing import Any, Optional, Protocol

from service.payments import Approved, Charge, ChargeResult, Payments

_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_ITEM_LENGTH = 100
_QUANTITY = range(1, 1001)
_AMOUNT_CENTS = range(1, 100_000_001)


class InvalidOrder(Exception):
    """Says what is wrong with the request."""


class OrderConflict(Exception):
    """The id is taken by an order with other contents."""


@dataclass(frozen=True)
class OrderRequest:
    item: str
    quantity: int
    # The total in the smallest unit of the currency.
    amount_cents: int


@dataclass(frozen=True)
class Order:
    id: str
    request: OrderRequest
    # `pending` until payments has answered, one way or the other; then `paid` or `declined`.
    status: str = "pending"
    payment_id: Optional[str] = None
    decline_reason: Optional[str] = None

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "id": self.id,
            "item": self.request.item,
            "quantity": self.request.quantity,
            "amountCents": self.request.amount_cents,
            "status": self.status,
        }
        if self.payment_id is not None:
            body["paymentId"] = self.payment_id
        if self.decline_reason is not None:
            body["declineReason"] = self.decline_reason
        return body


class OrderStore(Protocol):
    """What the service needs from a store. Replace `MemoryOrderStore` to keep orders over a restart."""

    def get(self, order_id: str) -> Optional[Order]: ...

    def open(self, order_id: str, request: OrderRequest) -> Order:
        """The order of this id, made if there is none. Raises `OrderConflict` if it has other contents."""
        ...

    def settle(self, order_id: str, result: ChargeResult) -> Order:
        """The order with its outcome; one that has an outcome keeps it."""
        ...


class MemoryOrderStore:
    def __init__(self) -> None:
        self._orders: dict[str, Order] = {}
        self._lock = threading.Lock()

    def get(self, order_id: str) -> Optional[Order]:
        with self._lock:
            return self._orders.get(order_id)

    def open(self, order_id: str, request: OrderRequest) -> Order:
        with self._lock:
            order = self._orders.setdefault(order_id, Order(order_id, request))
        if order.request != request:
            raise OrderConflict(f"order {order_id} exists with other contents")
        return order

    def settle(self, order_id: str, result: ChargeResult) -> Order:
        with self._lock:
            order = self._orders[order_id]
            # Two requests at once may both have asked payments: the first outcome counts.
            if order.status != "pending":
                return order
            if isinstance(result, Approved):
                order = replace(order, status="paid", payment_id=result.payment_id)
            else:
                order = replace(order, status="declined", decline_reason=result.reason)
            self._orders[order_id] = order
            return order


def place_order(order_id: str, request: OrderRequest, orders: OrderStore, payments: Payments) -> Order:
    """Opens the order, then charges for it.

    If payments gives no answer the order stays pending and the same request may be sent again: the
    order id is the key by which payments charges once. Raises `OrderConflict` and `PaymentsUnavailable`.
    """
    order = orders.open(order_id, request)
    if order.status != "pending":
        return order
    result = payments.charge(Charge(order_id, request.amount_cents))
    return orders.settle(order_id, result)


def check_order_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise InvalidOrder("id: letters, digits and hyphens, at most 64")
    return text


def parse_order_request(body: object) -> OrderRequest:
    """Raises `InvalidOrder`. Fields that we do not know are refused, so that a misspelt one is noticed."""
    if not isinstance(body, dict):
        raise InvalidOrder("body: must be a JSON object")
    unknown = sorted(set(body) - {"item", "quantity", "amountCents"})
    if unknown:
        raise InvalidOrder(f"{unknown[0]}: is not a field of an order")
    return OrderRequest(
        item=_text(body.get("item")),
        quantity=_whole("quantity", body.get("quantity"), _QUANTITY),
        amount_cents=_whole("amountCents", body.get("amountCents"), _AMOUNT_CENTS),
    )


def _text(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not 1 <= len(text) <= _ITEM_LENGTH:
        raise InvalidOrder(f"item: must be text of 1 to {_ITEM_LENGTH} characters")
    return text


def _whole(name: str, value: object, allowed: range) -> int:
    # In Python True is an int; in JSON it is not.
    if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
        raise InvalidOrder(f"{name}: must be a whole number from {allowed[0]} to {allowed[-1]}")
    return value
