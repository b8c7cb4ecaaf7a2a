"""What can happen to an order, as facts in the past.

A form that has been stored is never changed: a new one gets the next schema version, and `upcast.py`
reads the old.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, Field


class OrderFact(BaseModel, extra="forbid", frozen=True):
    # As it is stored, with the form in which facts of this type are written today.
    type: ClassVar[str]
    schema_version: ClassVar[int] = 1

    def to_json(self) -> dict[str, Any]:
        """What is stored beside the type."""
        return {}


class Opened(OrderFact, frozen=True):
    type = "opened"
    # 1 had the price of one piece, 2 has the total.
    schema_version = 2
    item: str
    quantity: int
    amount_cents: int = Field(alias="amountCents")

    def to_json(self) -> dict[str, Any]:
        return {"item": self.item, "quantity": self.quantity, "amountCents": self.amount_cents}


class Paid(OrderFact, frozen=True):
    type = "paid"
    payment_id: str = Field(alias="paymentId")

    def to_json(self) -> dict[str, Any]:
        return {"paymentId": self.payment_id}


class Declined(OrderFact, frozen=True):
    type = "declined"
    reason: str

    def to_json(self) -> dict[str, Any]:
        return {"reason": self.reason}


class OutOfStock(OrderFact, frozen=True):
    type = "out-of-stock"


FACTS: Mapping[str, type[OrderFact]] = {
    fact.type: fact for fact in (Opened, Paid, Declined, OutOfStock)
}


def read_fact(type: str, data: Mapping[str, Any]) -> OrderFact:
    """Reads a fact in today's form.

    Raises `ValueError` when it is none: better no answer than a wrong state.
    """
    return FACTS[type](**data)
