"""What is told of orders. Others publish it; we are one of its readers."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError, conint, constr

from service.messaging.unprocessable import Unprocessable

# The topic of everything that happens to orders.
ORDERS = "orders"
MOST_LINES = 100

if TYPE_CHECKING:
    Name = str
    Quantity = int
    Version = int
else:
    Name = constr(strict=True, strip_whitespace=True, min_length=1, max_length=100)
    Quantity = conint(strict=True, ge=1, le=1000)
    Version = conint(strict=True, ge=1)


class Envelope(BaseModel):
    """What all events have, whoever reads them."""

    type: Name
    version: Version
    order_id: Name = Field(alias="orderId")


# Fields that we do not know are left out: whoever publishes may add some without asking us.
class Line(BaseModel):
    item: Name
    quantity: Quantity


class PaidV1(Line):
    """One line an order, before there were several."""

    customer: Name


class PaidV2(BaseModel):
    customer: Name
    lines: list[Line]


@dataclass(frozen=True)
class OrderPaid:
    order_id: str
    customer: str
    # `item` and `quantity` of each.
    lines: list[dict[str, Any]]


@dataclass(frozen=True)
class OrderCancelled:
    order_id: str


OrderEvent = OrderPaid | OrderCancelled
Model = TypeVar("Model", bound=BaseModel)


def read_envelope(body: Any) -> Envelope:
    """Raises `Unprocessable` when it is no event."""
    envelope = parsed(Envelope, body)
    if re.fullmatch(r"[A-Za-z0-9-]{1,64}", envelope.order_id):
        return envelope
    raise Unprocessable("orderId: letters, digits and hyphens, at most 64")


def read_order_event(body: Any) -> OrderEvent:
    """As one of the newest version, whatever version was sent.

    Raises `Unprocessable` when it is of a type or version that we do not know, or not what it says.
    """
    envelope = read_envelope(body)
    read = READERS.get((envelope.type, envelope.version))
    if read is None:
        raise Unprocessable(f"no reader for {envelope.type} version {envelope.version}")
    return read(envelope.order_id, body)


def read_paid_v1(order_id: str, body: Any) -> OrderPaid:
    paid = parsed(PaidV1, body)
    return OrderPaid(order_id, paid.customer, [fields_of(paid)])


def read_paid_v2(order_id: str, body: Any) -> OrderPaid:
    paid = parsed(PaidV2, body)
    if not 1 <= len(paid.lines) <= MOST_LINES:
        raise Unprocessable(f"lines: from 1 to {MOST_LINES}")
    return OrderPaid(order_id, paid.customer, [fields_of(line) for line in paid.lines])


def read_cancelled_v1(order_id: str, body: Any) -> OrderCancelled:
    return OrderCancelled(order_id)


# Each version that is still about, and how it becomes the newest one (upcasting).
READERS: dict[tuple[str, int], Callable[[str, Any], OrderEvent]] = {
    ("order.paid", 1): read_paid_v1,
    ("order.paid", 2): read_paid_v2,
    ("order.cancelled", 1): read_cancelled_v1,
}


def fields_of(line: Line) -> dict[str, Any]:
    return {"item": line.item, "quantity": line.quantity}


def parsed(model: type[Model], body: Any) -> Model:
    if not isinstance(body, dict):
        raise Unprocessable("it is no object")
    try:
        return model(**body)
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise Unprocessable("; ".join(problems)) from error
