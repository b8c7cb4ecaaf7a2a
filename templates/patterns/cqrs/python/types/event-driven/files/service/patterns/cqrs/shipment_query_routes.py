"""Lists and totals, from the read model. They may lag a moment behind."""

from typing import Any

from fastapi import FastAPI, Request

from service.database.database import Database
from service.patterns.cqrs.parse_query import parse_query
from service.patterns.cqrs.shipment_views import ShipmentQuery, ShipmentViews


def shipment_query_routes(app: FastAPI, database: Database, views: ShipmentViews) -> None:
    @app.get("/shipments")
    async def shipments(request: Request) -> dict[str, Any]:
        query = parse_query(ShipmentQuery, request)
        async with database.begin() as tx:
            return await views.page(tx, query)

    @app.get("/shipment-totals")
    async def totals() -> dict[str, Any]:
        async with database.begin() as tx:
            return {"totals": await views.totals(tx)}
