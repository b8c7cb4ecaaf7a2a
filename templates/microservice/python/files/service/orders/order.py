"""What an order is."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field, conint, constr

from service.problem import Problem

# `pending` until stock and payments have answered, one way or the other.
OrderStatus = Literal["pending", "paid", "declined", "out-of-stock"]

if TYPE_CHECKING:
    Item = str
    Quantity = int
    AmountCents = int
else:
    Item = constr(strict=True, strip_whitespace=True, min_length=1, max_length=100)
    # Strict: half a cent is no amount, and "1" no number.
    Quantity = conint(strict=True, ge=1, le=1000)
    AmountCents = conint(strict=True, ge=1, le=100_000_000)


class OrderRequest(BaseModel, extra="forbid", frozen=True):
    item: Item
    quantity: Quantity
    # The total in the smallest unit of the currency.
    amount_cents: AmountCents = Field(alias="amountCents")


@dataclass(frozen=True)
class Outcome:
    """How an order ends."""

    status: OrderStatus
    # What payments calls the charge; of a paid order.
    payment_id: str | None = None
    # Why payments declined; of a declined order.
    decline_reason: str | None = None


@dataclass(frozen=True)
class Order:
    id: str
    item: str
    quantity: int
    amount_cents: int
    status: OrderStatus = "pending"
    payment_id: str | None = None
    decline_reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As clients and events have it: without what is not known."""
        fields = {
            "id": self.id,
            "item": self.item,
            "quantity": self.quantity,
            "amountCents": self.amount_cents,
            "status": self.status,
            "paymentId": self.payment_id,
            "declineReason": self.decline_reason,
        }
        return {name: value for name, value in fields.items() if value is not None}


class OrderConflict(Problem):
    """The id is taken by an order with other contents."""

    def __init__(self, order_id: str) -> None:
        message = f"order {order_id} exists with other contents"
        super().__init__(message, status=409, code="conflict")


def same_order(known: Order, request: OrderRequest) -> Order:
    """Raises `OrderConflict` when `known` is not what `request` asks for."""
    wanted = (request.item, request.quantity, request.amount_cents)
    if (known.item, known.quantity, known.amount_cents) != wanted:
        raise OrderConflict(known.id)
    return known


def check_order_id(order_id: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9-]{1,64}", order_id):
        return order_id
    raise Problem("id: letters, digits and hyphens, at most 64", status=400, code="invalid")
