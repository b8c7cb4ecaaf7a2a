from sqlalchemy import Column, Index, Integer, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import Position, metadata

# An order as it is listed and searched. Everything here can be made again of the changes.
order_views = Table(
    "order_views",
    metadata,
    Column("order_id", Text, primary_key=True),
    # Of the change that opened it: a place in the list that never moves.
    Column("opened_position", Position, nullable=False, unique=True),
    Column("item", Text, nullable=False),
    # In lower case, for the search.
    Column("item_folded", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("settled_at", Text),
    Index("order_views_by_status", "status", "opened_position"),
)


def create_order_views(connection: Connection) -> None:
    order_views.create(connection)
