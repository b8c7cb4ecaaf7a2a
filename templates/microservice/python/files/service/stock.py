"""The stock service as the orders see it. The order id is the key by which it acts once."""

from urllib.parse import quote

from service.http_client.http_client import HttpClient, HttpRequest
from service.orders.order import Order


class Stock:
    def __init__(self, call: HttpClient) -> None:
        self._call = call

    async def reserve(self, order: Order) -> bool:
        """False when there is not enough. Raises `DependencyUnavailable` when there was no answer."""
        body = {"item": order.item, "quantity": order.quantity}
        answer = await self._call(HttpRequest("PUT", path_of(order.id), body))
        if answer.status in (200, 201):
            return True
        if answer.status == 409:
            return False
        raise RuntimeError(f"stock refused our reservation with {answer.status}")

    async def release(self, order_id: str) -> None:
        """Gives back what was reserved; nothing happens where nothing was.

        Raises `DependencyUnavailable`.
        """
        answer = await self._call(HttpRequest("DELETE", path_of(order_id)))
        if answer.status not in (200, 404):
            raise RuntimeError(f"stock refused our release with {answer.status}")


def path_of(order_id: str) -> str:
    return f"reservations/{quote(order_id, safe='')}"
