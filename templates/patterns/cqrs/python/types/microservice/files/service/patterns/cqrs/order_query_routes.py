"""Lists, searches and totals, from the read model. They may lag; with `readAfter` they do not."""

from typing import Any

from fastapi import FastAPI, Request
from pydantic import BaseModel, Field

from service.database.database import Database
from service.patterns.cqrs.order_change import OrderFact
from service.patterns.cqrs.order_views import OrderQuery, OrderViews
from service.patterns.cqrs.parse_query import parse_query
from service.patterns.cqrs.read_after import ReadAfter


class TotalsQuery(BaseModel, extra="forbid"):
    # What the client knows of, from the header `read-after` of its last write.
    read_after: int | None = Field(None, alias="readAfter", ge=0)


class ListQuery(OrderQuery):
    read_after: int | None = Field(None, alias="readAfter", ge=0)


def order_query_routes(
    app: FastAPI, database: Database, views: OrderViews, read_after: ReadAfter[OrderFact]
) -> None:
    @app.get("/orders")
    async def orders(request: Request) -> dict[str, Any]:
        query = parse_query(ListQuery, request)
        await read_after.wait_for(query.read_after)
        async with database.begin() as tx:
            return await views.page(tx, query)

    @app.get("/order-totals")
    async def totals(request: Request) -> dict[str, Any]:
        query = parse_query(TotalsQuery, request)
        await read_after.wait_for(query.read_after)
        async with database.begin() as tx:
            return {"totals": await views.totals(tx)}
