from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from service.database.database import applied, open_database
from service.database.tables.change_log import change_log, change_log_head
from service.database.tables.shipments import shipments
from service.patterns.cqrs.model import read_model
from service.patterns.cqrs.read_model import Change
from service.patterns.cqrs.shipment_views import ShipmentFact, ShipmentQuery
from tests.conftest import Publisher, cancelled
from tests.databases import empty_database, lasting_database
from tests.eventually import eventually


async def ids_in(service: Publisher, query: str, count: int) -> list[str]:
    """The ids of the list, once it has as many."""
    found: list[str] = []

    async def has_them() -> bool:
        shown = (await service.get(f"/shipments?{query}")).json()["shipments"]
        found[:] = [one["orderId"] for one in shown]
        return len(found) == count

    await eventually(has_them)
    return found


async def test_the_list_shows_each_shipment_once_and_as_it_is(service: Publisher) -> None:
    for order_id in ("a1", "a2", "a3"):
        await service.put(order_id)
    assert sorted(await ids_in(service, "status=booked", 3)) == ["a1", "a2", "a3"]
    await service.put("cancel-a2", cancelled("a2"))
    assert await ids_in(service, "status=cancelled", 1) == ["a2"]
    assert sorted(await ids_in(service, "", 3)) == ["a1", "a2", "a3"]
    assert (await service.get("/shipment-totals")).json()["totals"] == [
        {"status": "booked", "shipments": 2},
        {"status": "cancelled", "shipments": 1},
    ]
    await eventually(service.shows("read_model_lag_changes", 0))


async def test_the_list_has_the_newest_first_page_by_page(service: Publisher) -> None:
    for order_id in ("a1", "a2", "a3"):
        await service.put(order_id)
        await eventually(service.has(order_id, "booked"))
    assert await ids_in(service, "", 3) == ["a3", "a2", "a1"]
    page = (await service.get("/shipments?limit=2")).json()
    assert len(page["shipments"]) == 2
    assert await ids_in(service, f"limit=2&before={page['next']}", 1) == ["a1"]


@pytest.mark.parametrize("query", ["limit=0", "status=eaten", "colour=red"])
async def test_a_query_that_makes_no_sense_answers_400(query: str, service: Publisher) -> None:
    assert (await service.get(f"/shipments?{query}")).status_code == 400


async def test_a_change_that_is_told_twice_leaves_the_rows_as_they_are() -> None:
    at = "2026-01-01T00:00:00.000+00:00"
    booked = Change(2, "a1", at, ShipmentFact("booked", "T1"))
    async with empty_database() as url:
        database = await open_database(url)
        async with database.begin() as tx:
            await read_model.apply(tx, Change(1, "a1", at, ShipmentFact("requested")))
            await read_model.apply(tx, booked)
            before: dict[str, Any] = await read_model.page(tx, ShipmentQuery())
            await read_model.apply(tx, booked)
            assert await read_model.page(tx, ShipmentQuery()) == before
        await database.dispose()
    assert before["shipments"][0]["trackingCode"] == "T1"


async def test_shipments_from_before_there_was_a_log_are_in_it_as_soon_as_there_is_one(
    tmp_path: Path,
) -> None:
    row = {"customer": "Ada", "lines": "[]", "opened_at": "2026-01-01T00:00:00.000+00:00"}
    async with lasting_database(tmp_path) as url:
        before = await open_database(url)
        async with before.begin() as tx:
            booked = {"order_id": "a1", "status": "booked", "tracking_code": "T1"}
            await tx.execute(shipments.insert().values(**booked, **row))
            await tx.run(change_log.drop)
            await tx.run(change_log_head.drop)
            await tx.execute(delete(applied).where(applied.c.name == "change_log"))
        await before.dispose()
        now = await open_database(url)
        async with now.begin() as tx:
            changes = await read_model.feed.read(tx, 0, 10)
        await now.dispose()
    assert [(one.key, one.fact) for one in changes] == [("a1", ShipmentFact("booked", "T1"))]
