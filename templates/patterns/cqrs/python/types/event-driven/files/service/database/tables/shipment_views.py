from sqlalchemy import Column, Index, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import Position, metadata

# A shipment as it is listed and counted. Everything here can be made again of the changes.
shipment_views = Table(
    "shipment_views",
    metadata,
    Column("order_id", Text, primary_key=True),
    # Of the change that it was seen in first: a place in the list that never moves.
    Column("first_position", Position, nullable=False, unique=True),
    Column("status", Text, nullable=False),
    Column("tracking_code", Text),
    Column("requested_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Index("shipment_views_by_status", "status", "first_position"),
)


def create_shipment_views(connection: Connection) -> None:
    shipment_views.create(connection)
