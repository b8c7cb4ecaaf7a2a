"""What a shipment is.

    requested --> booked ----> cancelled
        |  \\----> refused          ^
        \\--------------------------/
"""

from dataclasses import dataclass
from typing import Any, Literal

ShipmentStatus = Literal["requested", "booked", "refused", "cancelled"]


@dataclass(frozen=True)
class Shipment:
    """One for each order, and called as the order is."""

    order_id: str
    customer: str
    # `item` and `quantity` of each.
    lines: list[dict[str, Any]]
    status: ShipmentStatus
    # Of a booked one.
    tracking_code: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As clients have it: without what is not known."""
        fields = {
            "orderId": self.order_id,
            "customer": self.customer,
            "lines": self.lines,
            "status": self.status,
            "trackingCode": self.tracking_code,
        }
        return {name: value for name, value in fields.items() if value is not None}
