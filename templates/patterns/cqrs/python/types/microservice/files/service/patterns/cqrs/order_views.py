"""One row an order, in the form in which it is asked for."""

from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import delete, func, select, update

from service.database.database import Tx, insert_new
from service.database.tables.order_views import order_views
from service.orders.order import Item, OrderStatus
from service.patterns.cqrs.order_change import OrderChange, OrderFact, OrderOpened
from service.patterns.cqrs.read_model import Feed


class OrderQuery(BaseModel, extra="forbid"):
    status: OrderStatus | None = None
    # A part of the name of the item, in any case.
    item: Item | None = None
    # Only orders before this place in the list.
    before: int | None = Field(default=None, ge=0, le=2**63 - 1)
    limit: int = Field(default=50, ge=1, le=100)


class OrderViews:
    def __init__(self, feed: Feed[OrderFact]) -> None:
        self.feed = feed

    async def apply(self, tx: Tx, change: OrderChange) -> None:
        fact = change.fact
        if isinstance(fact, OrderOpened):
            row = {
                "order_id": change.key,
                "opened_position": change.position,
                "item": fact.item,
                "item_folded": fact.item.lower(),
                "quantity": fact.quantity,
                "amount_cents": fact.amount_cents,
                "status": "pending",
                "opened_at": change.at,
            }
            await tx.execute(insert_new(tx, order_views).values(**row))
            return
        settle = update(order_views).where(order_views.c.order_id == change.key)
        settled = await tx.execute(settle.values(status=fact.status, settled_at=change.at))
        if settled.rowcount == 0:
            raise LookupError(f"change {change.position} is of order {change.key}, never opened")

    async def clear(self, tx: Tx) -> None:
        await tx.execute(delete(order_views))

    async def page(self, tx: Tx, query: OrderQuery) -> dict[str, Any]:
        """The newest first. `next` leads to those before, where there are any."""
        found = select(order_views).order_by(order_views.c.opened_position.desc())
        if query.status is not None:
            found = found.where(order_views.c.status == query.status)
        if query.item is not None:
            # `%` and `_` that somebody types stand for themselves.
            part = query.item.lower()
            found = found.where(order_views.c.item_folded.contains(part, autoescape=True))
        if query.before is not None:
            found = found.where(order_views.c.opened_position < query.before)
        rows = (await tx.execute(found.limit(query.limit + 1))).all()
        shown = rows[: query.limit]
        more = {"next": shown[-1].opened_position} if len(rows) > query.limit else {}
        return {"orders": [view_of(row) for row in shown], **more}

    async def totals(self, tx: Tx) -> list[dict[str, Any]]:
        """How many orders there are of each status, and what they amount to."""
        status = order_views.c.status
        query = select(status, func.count(), func.sum(order_views.c.amount_cents))
        rows = await tx.execute(query.group_by(status).order_by(status))
        return [
            {"status": name, "orders": int(count), "amountCents": int(sum_cents)}
            for name, count, sum_cents in rows.all()
        ]


def view_of(row: Any) -> dict[str, Any]:
    view = {
        "id": row.order_id,
        "item": row.item,
        "quantity": row.quantity,
        "amountCents": row.amount_cents,
        "status": row.status,
        "openedAt": row.opened_at,
    }
    return view if row.settled_at is None else {**view, "settledAt": row.settled_at}
