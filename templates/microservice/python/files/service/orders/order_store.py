"""Where orders are kept."""

from typing import Protocol

from service.database.database import Tx
from service.orders.order import Order, OrderRequest, Outcome


class OrderStore(Protocol):
    """Everything happens in the transaction of the caller."""

    async def find(self, tx: Tx, order_id: str) -> Order | None: ...

    async def open(self, tx: Tx, order_id: str, request: OrderRequest) -> Order:
        """The order of this id, made if there is none.

        Raises `OrderConflict` if it asks for something else.
        """

    async def settle(self, tx: Tx, order_id: str, outcome: Outcome) -> tuple[Order, bool]:
        """Ends a pending order. False when it had its outcome already: that one stays."""


class OrderReader(Protocol):
    """Reads an order for somebody who asks."""

    async def __call__(self, order_id: str) -> Order | None: ...
