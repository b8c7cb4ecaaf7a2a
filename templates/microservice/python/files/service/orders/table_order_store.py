"""One row an order, changed in place."""

from sqlalchemy import select, update

from service.database.database import Tx, insert_new
from service.database.tables.orders import orders
from service.orders.order import Order, OrderRequest, Outcome, same_order


class TableOrderStore:
    async def find(self, tx: Tx, order_id: str) -> Order | None:
        query = select(orders).where(orders.c.id == order_id)
        row = (await tx.execute(query)).mappings().first()
        return None if row is None else Order(**row)

    async def open(self, tx: Tx, order_id: str, request: OrderRequest) -> Order:
        values = {
            "id": order_id,
            "item": request.item,
            "quantity": request.quantity,
            "amount_cents": request.amount_cents,
            "status": "pending",
        }
        await tx.execute(insert_new(tx, orders).values(**values))
        return same_order(await self._existing(tx, order_id), request)

    async def settle(self, tx: Tx, order_id: str, outcome: Outcome) -> tuple[Order, bool]:
        # Two requests for one order may both get here. The first one counts.
        pending = (orders.c.id == order_id) & (orders.c.status == "pending")
        change = update(orders).where(pending).values(**vars(outcome))
        changed = (await tx.execute(change)).rowcount > 0
        return await self._existing(tx, order_id), changed

    async def _existing(self, tx: Tx, order_id: str) -> Order:
        order = await self.find(tx, order_id)
        if order is None:
            raise LookupError(f"order {order_id} was never opened")
        return order
