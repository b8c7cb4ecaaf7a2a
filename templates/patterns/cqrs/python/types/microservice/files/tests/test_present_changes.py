from pathlib import Path

from sqlalchemy import delete, insert

from service.database.database import applied, open_database
from service.database.tables.change_log import change_log, change_log_head
from service.database.tables.orders import orders
from service.patterns.cqrs.model import read_model
from service.patterns.cqrs.order_change import OrderOpened, OrderSettled
from tests.databases import lasting_database


async def test_orders_from_before_there_was_a_log_are_in_it_as_soon_as_there_is_one(
    tmp_path: Path,
) -> None:
    order = {"item": "tea", "quantity": 2, "amount_cents": 700}
    async with lasting_database(tmp_path) as url:
        before = await open_database(url)
        async with before.begin() as tx:
            for order_id, status in (("a1", "paid"), ("a2", "pending")):
                await tx.execute(insert(orders).values(id=order_id, status=status, **order))
            await tx.run(change_log.drop)
            await tx.run(change_log_head.drop)
            await tx.execute(delete(applied).where(applied.c.name == "change_log"))
        await before.dispose()

        now = await open_database(url)
        async with now.begin() as tx:
            changes = await read_model.feed.read(tx, 0, 10)
            assert [(one.position, one.key, one.fact) for one in changes] == [
                (1, "a1", OrderOpened("tea", 2, 700)),
                (2, "a1", OrderSettled("paid")),
                (3, "a2", OrderOpened("tea", 2, 700)),
            ]
            assert await read_model.feed.head(tx) == 3
        await now.dispose()
