"""Fulfils an order while its caller waits."""

from service.orders.order import Order, OrderRequest, Outcome
from service.orders.order_process import Placed, ProcessParts, open_order, settle_order


class DirectProcess:
    """Without an answer from stock or payments the order stays pending.

    Nobody but the caller, who sends the same request again, takes it further.
    """

    def __init__(self, parts: ProcessParts) -> None:
        self._parts = parts

    async def place(self, order_id: str, request: OrderRequest) -> Placed:
        placed = await open_order(self._parts, order_id, request)
        if placed.order.status != "pending":
            return placed
        outcome = await self._fulfil(placed.order)
        return Placed(await settle_order(self._parts, order_id, outcome), placed.is_new)

    async def _fulfil(self, order: Order) -> Outcome:
        if not await self._parts.stock.reserve(order):
            return Outcome("out-of-stock")
        outcome = await self._parts.payments.charge(order)
        if outcome.status == "declined":
            await self._parts.stock.release(order.id)
        return outcome
