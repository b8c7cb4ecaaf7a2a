"""One row a shipment. Everything happens in the transaction of the caller."""

import json
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import func, select, update

from service.database.database import Database, Tx, insert_new, now_text
from service.database.tables.shipments import shipments
from service.shipping.shipment import Shipment, ShipmentStatus


class ShipmentReader(Protocol):
    """Reads a shipment for somebody who asks."""

    async def __call__(self, order_id: str) -> Shipment | None: ...


def reader_of(database: Database) -> ShipmentReader:
    """Looks into the table each time."""

    async def read_shipment(order_id: str) -> Shipment | None:
        async with database.begin() as tx:
            return await find_shipment(tx, order_id)

    return read_shipment


async def find_shipment(tx: Tx, order_id: str) -> Shipment | None:
    query = select(shipments).where(shipments.c.order_id == order_id)
    row = (await tx.execute(query)).first()
    if row is None:
        return None
    lines = json.loads(row.lines)
    return Shipment(row.order_id, row.customer, lines, row.status, row.tracking_code)


async def open_shipment(tx: Tx, shipment: Shipment) -> bool:
    """False when there is one for this order."""
    values = {
        "order_id": shipment.order_id,
        "customer": shipment.customer,
        "lines": json.dumps(shipment.lines),
        "status": shipment.status,
        "opened_at": now_text(),
    }
    opened = await tx.execute(insert_new(tx, shipments).values(**values))
    return bool(opened.rowcount > 0)


async def change_shipment(
    tx: Tx,
    order_id: str,
    to: ShipmentStatus,
    *,
    allowed_from: Sequence[ShipmentStatus],
    tracking_code: str | None = None,
) -> Shipment | None:
    """The shipment as it is then; None when it was in no state to change like that.

    A change names the states that it may start from, so that of two at once one counts.
    """
    values = {"status": to} | ({} if tracking_code is None else {"tracking_code": tracking_code})
    is_ready = (shipments.c.order_id == order_id) & shipments.c.status.in_(allowed_from)
    changed = await tx.execute(update(shipments).where(is_ready).values(**values))
    return await find_shipment(tx, order_id) if changed.rowcount > 0 else None


async def waiting_shipments(tx: Tx) -> tuple[int, str | None]:
    """Those that wait for the carrier: how many, and since when the oldest does."""
    query = select(func.count(), func.min(shipments.c.opened_at))
    count, oldest_at = (await tx.execute(query.where(shipments.c.status == "requested"))).one()
    return count, oldest_at
