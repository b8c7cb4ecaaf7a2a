"""The payments service as the orders see it. The order id is the key by which it acts once."""

from typing import Any

from service.http_client.http_client import DependencyUnavailable, HttpClient, HttpRequest
from service.orders.order import Order, Outcome


class Payments:
    def __init__(self, call: HttpClient) -> None:
        self._call = call

    async def charge(self, order: Order) -> Outcome:
        """Paid or declined: both are answers. Raises `DependencyUnavailable` when there was none."""
        headers = {"idempotency-key": order.id}
        body = {"amountCents": order.amount_cents}
        answer = await self._call(HttpRequest("POST", "charges", body, headers))
        if answer.status in (200, 201):
            return Outcome("paid", payment_id=read(answer.body, "paymentId"))
        if answer.status == 402:
            return Outcome("declined", decline_reason=read(answer.body, "reason"))
        # Any other answer means that our own request is wrong. Payments is well, so this is no outage.
        raise RuntimeError(f"payments refused our charge with {answer.status}")

    async def refund(self, order_id: str) -> None:
        """Gives back what was charged; nothing happens where nothing was.

        Raises `DependencyUnavailable`.
        """
        headers = {"idempotency-key": order_id}
        answer = await self._call(HttpRequest("POST", "refunds", {}, headers))
        if answer.status != 200:
            raise RuntimeError(f"payments refused our refund with {answer.status}")


def read(body: Any, field: str) -> str:
    """An answer that we cannot read may stand for anything, so it counts as none."""
    value = body.get(field) if isinstance(body, dict) else None
    if isinstance(value, str) and value:
        return value
    raise DependencyUnavailable("payments", "sent an answer we cannot read")
