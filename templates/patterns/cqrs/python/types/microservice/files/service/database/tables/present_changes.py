"""What events would have told of the orders from before there was a log."""

from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection


def present_changes(connection: Connection) -> list[tuple[str, dict[str, Any]]]:
    """By key the bodies of their events, as if all of them had happened now."""
    if not inspect(connection).has_table("orders"):
        return []
    # Not by the table of today: a migration works on tables as they were then.
    columns = "id, item, quantity, amount_cents, status"
    rows = connection.execute(text(f"SELECT {columns} FROM orders ORDER BY id"))
    return [
        (row.id, {"type": f"order.{what}", "order": order_of(row)})
        for row in rows.all()
        for what in (["opened"] if row.status == "pending" else ["opened", row.status])
    ]


def order_of(row: Any) -> dict[str, Any]:
    order = {"id": row.id, "item": row.item, "quantity": row.quantity}
    return {**order, "amountCents": row.amount_cents, "status": row.status}
