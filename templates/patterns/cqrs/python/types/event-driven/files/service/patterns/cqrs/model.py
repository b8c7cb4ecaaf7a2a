"""The read model of this service."""

from typing import Any, cast

from service.events.shipment_events import SHIPMENTS, ShipmentEvent
from service.patterns.cqrs.change_log import ChangeLog
from service.patterns.cqrs.shipment_views import ShipmentFact, ShipmentViews
from service.shipping.shipment import ShipmentStatus


def fact_of(body: Any) -> ShipmentFact:
    event = ShipmentEvent(**body)
    status = cast(ShipmentStatus, event.type.removeprefix("shipment."))
    return ShipmentFact(status, event.tracking_code)


read_model = ShipmentViews(ChangeLog(SHIPMENTS, fact_of))
