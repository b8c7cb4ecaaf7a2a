"""The notifications service, and who has it tell customers how their orders ended."""

from collections.abc import Callable
from urllib.parse import quote

from service.http_client.http_client import HttpClient, HttpRequest
from service.messaging.broker import Delivery, Handler
from service.orders.order_events import OrderEvent

# What the customer is told of an event; None for nothing.
TextOf = Callable[[OrderEvent], str | None]
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


def plain_text(event: OrderEvent) -> str | None:
    return TEXTS.get(event.type)


def notify_customers(notifications: Notifications, text_of: TextOf = plain_text) -> Handler:
    """A message that comes twice is sent under the same key."""

    async def handle(delivery: Delivery) -> None:
        event = OrderEvent(**delivery.body)
        text = text_of(event)
        if text is not None:
            key = f"{event.order.id}-{event.order.status}"
            await notifications.send(key, event.order.id, text)

    return handle
