from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import pytest_asyncio
from sqlalchemy import delete, update

from service.config import read_config
from service.database.database import Database, Tx, open_database
from service.database.tables.order_views import order_views
from service.http.health import Health
from service.messaging.broker import Message
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.cqrs.model import read_model
from service.patterns.cqrs.order_change import OrderChange, OrderOpened, OrderSettled
from service.patterns.cqrs.order_views import OrderQuery, OrderViews
from service.patterns.cqrs.project import rebuild
from service.patterns.cqrs.projection import Projection
from service.patterns.cqrs.read_after import ReadAfter
from service.problem import Problem
from tests.conftest import ORDER, Shop, StartShop
from tests.databases import empty_database, lasting_database
from tools.fake_dependencies import FakeDependencies

AT = "2026-01-01T00:00:00.000+00:00"
OPENED = OrderChange(1, "a1", AT, OrderOpened("tea", 2, 700))
PAID = OrderChange(2, "a1", AT, OrderSettled("paid"))


async def place(shop: Shop, order_id: str, **fields: Any) -> int:
    """Places an order, and says which position shows it."""
    return int((await shop.put(order_id, {**ORDER, **fields})).headers["read-after"])


async def listed(shop: Shop, query: str) -> list[str]:
    return [order["id"] for order in (await shop.get(f"/orders?{query}")).json()["orders"]]


async def test_the_list_shows_a_write_to_whoever_reads_after_it(shop: Shop) -> None:
    for order_id in ("a1", "a2", "a3"):
        read_after = await place(shop, order_id)
        first = (await shop.get(f"/orders?readAfter={read_after}")).json()["orders"][0]
        assert first.items() >= {"id": order_id, **ORDER, "status": "paid"}.items()
    assert await shop.metric("read_model_lag_changes") == 0
    assert await shop.metric("read_model_lag_seconds") == 0


async def test_the_list_has_the_newest_first_page_by_page_each_order_once(shop: Shop) -> None:
    read_after = 0
    for order_id in ("a1", "a2", "a3", "a4", "a5"):
        read_after = await place(shop, order_id)
    first = (await shop.get(f"/orders?limit=2&readAfter={read_after}")).json()
    assert [order["id"] for order in first["orders"]] == ["a5", "a4"]
    await place(shop, "a6")
    second = (await shop.get(f"/orders?limit=2&before={first['next']}")).json()
    assert [order["id"] for order in second["orders"]] == ["a3", "a2"]
    last = (await shop.get(f"/orders?limit=2&before={second['next']}")).json()
    assert [order["id"] for order in last["orders"]] == ["a1"]
    assert "next" not in last


async def test_the_list_is_searched_by_a_part_of_the_item_where_percent_is_a_letter(
    shop: Shop,
) -> None:
    await place(shop, "a1", item="Green Tea")
    await place(shop, "a2", item="100% cotton")
    read_after = await place(shop, "a3", item="coffee")

    async def search(item: str) -> list[str]:
        return await listed(shop, f"readAfter={read_after}&item={quote(item)}")

    assert await search("TEA") == ["a1"]
    assert await search("%") == ["a2"]
    assert await search("_") == []


async def test_the_list_is_asked_by_status_and_totalled(shop: Shop, fakes: FakeDependencies) -> None:
    await place(shop, "a1")
    await place(shop, "a2")
    fakes.modes["payments"] = "refuse"
    read_after = await place(shop, "a3")
    assert await listed(shop, f"status=declined&readAfter={read_after}") == ["a3"]
    assert (await shop.get("/order-totals")).json()["totals"] == [
        {"status": "declined", "orders": 1, "amountCents": 700},
        {"status": "paid", "orders": 2, "amountCents": 1400},
    ]


@pytest.mark.parametrize(
    "query",
    [
        "readAfter=999",
        "readAfter=x",
        "limit=0",
        "limit=101",
        "status=eaten",
        "item=",
        "colour=red",
        f"before={10**30}",
    ],
)
async def test_a_query_that_makes_no_sense_answers_400(query: str, shop: Shop) -> None:
    answer = await shop.get(f"/orders?{query}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


async def test_after_a_restart_the_list_goes_on_and_is_the_same_when_it_is_made_anew(
    start_shop: StartShop, tmp_path: Path
) -> None:
    async with lasting_database(tmp_path) as url:
        first = await start_shop(DATABASE_URL=url)
        await place(first, "a1")
        await first.stop()
        second = await start_shop(DATABASE_URL=url)
        read_after = await place(second, "a2")
        before = (await second.get(f"/orders?readAfter={read_after}")).json()
        assert [order["id"] for order in before["orders"]] == ["a2", "a1"]

        database = await open_database(url)
        async with database.begin() as tx:
            await tx.execute(delete(order_views).where(order_views.c.order_id == "a1"))
            await tx.execute(update(order_views).values(status="declined"))
        await rebuild(database, read_model)
        await database.dispose()
        assert (await second.get("/orders")).json() == before
        await second.stop()


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    async with empty_database() as url:
        database = await open_database(url)
        yield database
        await database.dispose()


class OneChange:
    async def stage(self, tx: Tx, events: Sequence[Message]) -> None: ...

    async def read(self, tx: Tx, after: int, limit: int) -> list[OrderChange]:
        return [OPENED] if after == 0 else []

    async def head(self, tx: Tx) -> int:
        return 1


async def test_whoever_names_a_position_waits_and_is_told_to_come_again_when_it_is_not_reached(
    database: Database,
) -> None:
    feed = OneChange()
    views = OrderViews(feed)
    config, log = read_config({"PROJECTION_INTERVAL_MS": "10"}), create_log("silent")
    projection = Projection(database, views, config, log, Metrics(), Health())
    with pytest.raises(Problem) as found:
        await ReadAfter(database, feed, projection, 50).wait_for(1)
    assert (found.value.status, found.value.retry_after_s) == (503, 0.05)

    projection.start()
    try:
        await ReadAfter(database, feed, projection, 10_000).wait_for(1)
    finally:
        await projection.stop()
    assert len(await shown(database)) == 1


async def shown(database: Database, *changes: OrderChange) -> list[dict[str, Any]]:
    async with database.begin() as tx:
        for change in changes:
            await read_model.apply(tx, change)
        orders: list[dict[str, Any]] = (await read_model.page(tx, OrderQuery()))["orders"]
    return orders


async def test_the_rows_do_not_mind_a_change_that_is_told_twice(database: Database) -> None:
    again = replace(OPENED, position=3)
    times = {"openedAt": AT, "settledAt": AT}
    assert await shown(database, OPENED, PAID, again) == [
        {"id": "a1", **ORDER, "status": "paid", **times}
    ]


async def test_the_rows_are_not_made_of_a_change_whose_beginning_is_missing(
    database: Database,
) -> None:
    with pytest.raises(LookupError, match="never opened"):
        await shown(database, PAID)
