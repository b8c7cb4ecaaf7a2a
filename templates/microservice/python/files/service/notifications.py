"""The notifications service, and who has it tell customers how their orders ended."""

from urllib.parse import quote

from service.http_client.http_client import HttpClient, HttpRequest
from service.messaging.broker import Delivery, Handler
from service.orders.order_events import OrderEvent

TEXTS = {
    "order.paid": "Your order is on its way.",
    "order.declined": "Your payment was declined.",
    "order.out-of-stock": "We are out of stock.",
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
        event = OrderEvent(**delivery.body)
        text = TEXTS.get(event.type)
        if text is not None:
            key = f"{event.order.id}-{event.order.status}"
            await notifications.send(key, event.order.id, text)

    return handle
