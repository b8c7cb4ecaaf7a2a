"""What an order is."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field, ValidationError, conint, constr

from service.exit_codes import UsageError

if TYPE_CHECKING:
    Item = str
    Quantity = int
    AmountCents = int
else:
    Item = constr(strict=True, strip_whitespace=True, min_length=1, max_length=100)
    # Strict: half a cent is no amount, and "1" no number.
    Quantity = conint(strict=True, ge=1, le=1000)
    AmountCents = conint(strict=True, ge=1, le=100_000_000)

ORDER_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


class OrderRequest(BaseModel, extra="forbid", frozen=True):
    item: Item
    quantity: Quantity
    # The total in the smallest unit of the currency.
    amount_cents: AmountCents = Field(alias="amountCents")

    def to_json(self) -> dict[str, Any]:
        return {"item": self.item, "quantity": self.quantity, "amountCents": self.amount_cents}


class Order(BaseModel):
    """`pending` until the service knows how it ends."""

    id: str
    item: str
    quantity: int
    amount_cents: int = Field(alias="amountCents")
    status: Literal["pending", "paid", "declined", "out-of-stock"]

    def to_json(self) -> dict[str, Any]:
        fields = {"item": self.item, "quantity": self.quantity, "amountCents": self.amount_cents}
        return {"id": self.id, **fields, "status": self.status}


def order_request(values: Mapping[str, Any]) -> OrderRequest:
    """Raises `UsageError` that names what makes no sense."""
    try:
        return OrderRequest(**values)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise UsageError("; ".join(problems)) from error


def check_order_id(text: str) -> str:
    if ORDER_ID.fullmatch(text):
        return text
    raise UsageError(f"{text} is no id: letters, digits, hyphens, up to 64")
