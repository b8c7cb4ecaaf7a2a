"""Where orders are kept."""

from typing import Protocol

from service.database.database import Database, Tx
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


def reader_of(database: Database, orders: OrderStore) -> OrderReader:
    """Looks into the store each time."""

    async def find_order(order_id: str) -> Order | None:
        async with database.begin() as tx:
            return await orders.find(tx, order_id)

    return find_order
