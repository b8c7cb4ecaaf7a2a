import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from service.database.database import open_database
from service.patterns.saga import saga_process
from tests.conftest import ORDER, Shop, StartShop
from tests.databases import lasting_database
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def becomes(shop: Shop, status: str) -> None:
    async def is_so() -> bool:
        return await shop.status_of("a1") == status

    await eventually(is_so)


async def test_goes_on_by_itself_when_payments_is_back(shop: Shop, fakes: FakeDependencies) -> None:
    fakes.modes["payments"] = "fail"
    assert (await shop.put("a1")).status_code == 202
    assert await shop.metric("sagas_unfinished") == 1
    fakes.modes["payments"] = "ok"
    await becomes(shop, "paid")
    assert fakes.charged == {"a1": ORDER["amountCents"]}
    assert await shop.metric("sagas_unfinished") == 0


async def test_goes_on_also_while_as_many_others_as_are_taken_at_once_get_nowhere(
    shop: Shop, fakes: FakeDependencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saga_process, "BATCH", 2)
    # Payments will never have these: their keys stand for another amount there.
    fakes.charged |= {"stuck-1": 1, "stuck-2": 1}
    for order_id in ("stuck-1", "stuck-2"):
        assert (await shop.put(order_id)).status_code == 202
    fakes.modes["payments"] = "fail"
    assert (await shop.put("a1")).status_code == 202
    assert (await shop.put("z1")).status_code == 202
    fakes.modes["payments"] = "ok"
    await becomes(shop, "paid")
    await eventually(lambda: "z1" in fakes.charged)


async def test_goes_on_after_a_restart_where_the_last_one_stopped(
    start_shop: StartShop, fakes: FakeDependencies, tmp_path: Path
) -> None:
    async with lasting_database(tmp_path) as url:
        first = await start_shop(DATABASE_URL=url)
        fakes.modes["payments"] = "fail"
        await first.put("a1")
        await first.stop()
        fakes.modes["payments"] = "ok"
        reserved = fakes.requests["stock"]
        second = await start_shop(DATABASE_URL=url)
        await becomes(second, "paid")
        assert fakes.requests["stock"] == reserved, "the stock was reserved by the first one"
        await second.stop()


async def test_goes_on_with_orders_that_were_pending_before_there_were_sagas(
    start_shop: StartShop, fakes: FakeDependencies, tmp_path: Path
) -> None:
    async with lasting_database(tmp_path) as url:
        first = await start_shop(DATABASE_URL=url)
        await first.put("a2")
        fakes.modes["payments"] = "fail"
        await first.put("a1")
        await first.stop()
        before = await open_database(url)
        async with before.begin() as tx:
            await tx.execute(text("DROP TABLE sagas"))
            await tx.execute(text("DELETE FROM migrations WHERE name = 'sagas'"))
        await before.dispose()
        fakes.modes["payments"] = "ok"
        reserved = fakes.requests["stock"]
        second = await start_shop(DATABASE_URL=url)
        await becomes(second, "paid")
        assert fakes.requests["stock"] == reserved + 1, "of the one that was paid nothing is left"
        await second.stop()


async def test_gives_the_stock_back_when_the_card_is_declined(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "refuse"
    assert (await shop.put("a1")).status_code == 402
    assert fakes.reserved == {}


async def test_is_undone_when_payments_gives_no_answer_for_too_long(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    shop = await start_shop(SAGA_GIVE_UP_MS="300", DEPENDENCY_TIMEOUT_MS="200")
    await shop.put("a2")
    fakes.modes["payments"] = "fail"
    await shop.put("a1")
    await asyncio.sleep(0.35)
    fakes.modes["payments"] = "ok"
    await becomes(shop, "declined")
    assert "a1" not in fakes.reserved
    assert ("a1" in fakes.charged) == ("a1" in fakes.refunded)
    assert "a2" not in fakes.refunded, "another order is left alone"


async def test_announces_its_outcome_once(shop: Shop, fakes: FakeDependencies) -> None:
    await asyncio.gather(*(shop.put("a1") for _ in range(3)))
    await eventually(lambda: len(fakes.sent) == 1)
    assert len(fakes.charged) == 1
