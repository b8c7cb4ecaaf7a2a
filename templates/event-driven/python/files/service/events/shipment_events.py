"""What is told of shipments: we publish it, and read it ourselves."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from service.database.database import now_text
from service.messaging.unit_of_work import Work
from service.shipping.shipment import Shipment

# The topic of everything that happens to shipments.
SHIPMENTS = "shipments"


class ShipmentEvent(BaseModel):
    """What consumers read of an event; there may be more in it."""

    type: Literal[
        "shipment.requested", "shipment.booked", "shipment.refused", "shipment.cancelled"
    ]
    order_id: str = Field(alias="orderId")
    tracking_code: str | None = Field(None, alias="trackingCode")


def announce(work: Work, shipment: Shipment) -> None:
    """What happened to the shipment that made it what it is now."""
    body: dict[str, Any] = {
        "type": f"shipment.{shipment.status}",
        "version": 1,
        "occurredAt": now_text(),
        "orderId": shipment.order_id,
    }
    if shipment.tracking_code is not None:
        body["trackingCode"] = shipment.tracking_code
    work.emit(SHIPMENTS, shipment.order_id, body)
