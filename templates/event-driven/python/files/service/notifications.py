"""The notifications service, and who has it tell customers what became of their shipments."""

from urllib.parse import quote

from service.events.shipment_events import ShipmentEvent
from service.http_client.http_client import HttpClient, HttpRequest
from service.messaging.broker import Delivery, Handler

TEXTS = {
    "shipment.booked": "Your parcel is on its way: {code}.",
    "shipment.refused": "We cannot ship your order.",
    "shipment.cancelled": "Your shipment is cancelled.",
}


class Notifications:
    def __init__(self, call: HttpClient) -> None:
        self._call = call

    async def send(self, key: str, order_id: str, text: str) -> None:
        """Once for each key. Raises `DependencyUnavailable` when there was no answer."""
        path = f"messages/{quote(key, safe='')}"
        answer = await self._call(HttpRequest("PUT", path, {"orderId": order_id, "text": text}))
        if answer.status not in (200, 201):
            raise RuntimeError(f"notifications refused our message with {answer.status}")


def notify_customers(notifications: Notifications) -> Handler:
    """A message that comes twice is sent under the same key."""

    async def handle(delivery: Delivery) -> None:
        event = ShipmentEvent(**delivery.body)
        text = TEXTS.get(event.type)
        if text is not None:
            key = f"{event.order_id}-{event.type.removeprefix('shipment.')}"
            await notifications.send(key, event.order_id, text.format(code=event.tracking_code))

    return handle
