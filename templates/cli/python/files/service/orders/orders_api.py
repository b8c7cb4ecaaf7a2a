"""The orders service as this program sees it."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from pydantic import ValidationError

from service.http_client.http_client import (
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpRequest,
)
from service.orders.order import Order, OrderRequest
from service.problem import Problem

# Places an order under the id that is given, or under a new one.
PlaceOrder = Callable[[str | None, OrderRequest], Awaitable[Order]]
# Places an order under an id.
PlaceUnder = Callable[[str, OrderRequest], Awaitable[Order]]


class OrdersApi:
    """Raises `DependencyUnavailable` when there was no answer."""

    def __init__(self, call: HttpClient, token: str | None) -> None:
        self._call = call
        self._who = {} if token is None else {"authorization": f"Bearer {token}"}

    async def place(self, order_id: str, request: OrderRequest) -> Order:
        """May be sent again as it is: the id stands for one order. A declined one is an answer."""
        headers = {**self._who, "idempotency-key": order_id}
        asked = HttpRequest("PUT", f"orders/{order_id}", request.to_json(), headers)
        return read(await self._call(asked))

    async def find(self, order_id: str) -> Order | None:
        answer = await self._call(HttpRequest("GET", f"orders/{order_id}", headers=self._who))
        return None if answer.status == 404 else read(answer)


def place_under_new_id(place: PlaceUnder) -> PlaceOrder:
    async def place_order(order_id: str | None, request: OrderRequest) -> Order:
        return await place(order_id or str(uuid4()), request)

    return place_order


def read(answer: HttpAnswer) -> Order:
    """An order, however it ended. Raises `Problem` when the service wants nothing to do with it."""
    try:
        return Order(**answer.body)
    except (TypeError, ValidationError) as cause:
        if answer.status < 400:
            raise DependencyUnavailable("orders", "sent an answer we cannot read") from cause
    words = said(answer.body) or f"answered {answer.status}"
    raise Problem(f"orders: {words}", status=answer.status, code="refused")


def said(body: Any) -> str | None:
    error = body.get("error") if isinstance(body, dict) else None
    message = error.get("message") if isinstance(error, dict) else None
    return message if isinstance(message, str) else None
