"""The carrier as we see it. The order id is the key by which it acts once."""

from typing import Any
from urllib.parse import quote

from service.http_client.http_client import DependencyUnavailable, HttpClient, HttpRequest
from service.shipping.shipment import Shipment


class Carrier:
    def __init__(self, call: HttpClient) -> None:
        self._call = call

    async def book(self, shipment: Shipment) -> str | None:
        """The tracking code; None when the carrier refuses, which is an answer.

        Raises `DependencyUnavailable` when there was none.
        """
        body = {"customer": shipment.customer, "lines": shipment.lines}
        answer = await self._call(HttpRequest("PUT", path_of(shipment.order_id), body))
        if answer.status in (200, 201):
            return read_code(answer.body)
        if answer.status in (409, 422):
            return None
        # Any other answer means that our own request is wrong. The carrier is well, so this is no outage.
        raise RuntimeError(f"the carrier refused our booking with {answer.status}")

    async def cancel(self, order_id: str) -> None:
        """Nothing happens where nothing was booked. Raises `DependencyUnavailable`."""
        answer = await self._call(HttpRequest("DELETE", path_of(order_id)))
        if answer.status not in (200, 404):
            raise RuntimeError(f"the carrier refused our cancellation with {answer.status}")


def path_of(order_id: str) -> str:
    return f"bookings/{quote(order_id, safe='')}"


def read_code(body: Any) -> str:
    """An answer that we cannot read may stand for anything, so it counts as none."""
    code = body.get("id") if isinstance(body, dict) else None
    if isinstance(code, str) and code:
        return code
    raise DependencyUnavailable("carrier", "sent an answer we cannot read")
