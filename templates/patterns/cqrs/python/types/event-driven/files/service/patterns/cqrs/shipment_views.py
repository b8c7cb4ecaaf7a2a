"""One row a shipment, in the form in which it is asked for."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import delete, func, select, update

from service.database.database import Tx, insert_new
from service.database.tables.shipment_views import shipment_views
from service.patterns.cqrs.read_model import Change, Feed
from service.shipping.shipment import ShipmentStatus


@dataclass(frozen=True)
class ShipmentFact:
    """What became of a shipment, as far as the read side cares."""

    status: ShipmentStatus
    tracking_code: str | None = None


class ShipmentQuery(BaseModel, extra="forbid"):
    status: ShipmentStatus | None = None
    # Only shipments before this place in the list.
    before: int | None = Field(default=None, ge=0, le=2**63 - 1)
    limit: int = Field(default=50, ge=1, le=100)


class ShipmentViews:
    def __init__(self, feed: Feed[ShipmentFact]) -> None:
        self.feed = feed

    async def apply(self, tx: Tx, change: Change[ShipmentFact]) -> None:
        """Each change says all that a row holds, so one that comes twice changes nothing."""
        values = {"status": change.fact.status, "changed_at": change.at}
        if change.fact.tracking_code is not None:
            values["tracking_code"] = change.fact.tracking_code
        first = {"order_id": change.key, "first_position": change.position}
        new = insert_new(tx, shipment_views).values(**first, requested_at=change.at, **values)
        if (await tx.execute(new)).rowcount == 0:
            known = update(shipment_views).where(shipment_views.c.order_id == change.key)
            await tx.execute(known.values(**values))

    async def clear(self, tx: Tx) -> None:
        await tx.execute(delete(shipment_views))

    async def page(self, tx: Tx, query: ShipmentQuery) -> dict[str, Any]:
        """The newest first. `next` leads to those before, where there are any."""
        found = select(shipment_views).order_by(shipment_views.c.first_position.desc())
        if query.status is not None:
            found = found.where(shipment_views.c.status == query.status)
        if query.before is not None:
            found = found.where(shipment_views.c.first_position < query.before)
        rows = (await tx.execute(found.limit(query.limit + 1))).all()
        shown = rows[: query.limit]
        more = {"next": shown[-1].first_position} if len(rows) > query.limit else {}
        return {"shipments": [view_of(row) for row in shown], **more}

    async def totals(self, tx: Tx) -> list[dict[str, Any]]:
        """How many shipments there are in each state."""
        status = shipment_views.c.status
        query = select(status, func.count()).group_by(status).order_by(status)
        rows = await tx.execute(query)
        return [{"status": name, "shipments": int(count)} for name, count in rows.all()]


def view_of(row: Any) -> dict[str, Any]:
    view = {
        "orderId": row.order_id,
        "status": row.status,
        "requestedAt": row.requested_at,
        "changedAt": row.changed_at,
    }
    return view | ({} if row.tracking_code is None else {"trackingCode": row.tracking_code})
