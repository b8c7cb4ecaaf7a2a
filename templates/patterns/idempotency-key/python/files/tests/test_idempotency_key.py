import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from service.database.database import Database, open_database
from service.messaging.broker import Delivery
from service.observability.metrics import Metrics
from service.patterns.handle_once import handle_once
from tests.conftest import ORDER, Shop
from tests.databases import empty_database
from tools.fake_dependencies import FakeDependencies

DELIVERY = Delivery("m1", "t", "k", {})


async def post(shop: Shop, key: str | None, body: object = ORDER) -> httpx.Response:
    return await shop.post("/orders", body, {} if key is None else {"idempotency-key": key})


async def test_makes_an_order_with_an_id_of_ours(shop: Shop) -> None:
    answer = await post(shop, "first-key")
    assert answer.status_code == 201
    order_id = answer.json()["id"]
    assert answer.headers["location"] == f"/orders/{order_id}"
    assert await shop.status_of(order_id) == "paid"


async def test_sent_again_gives_the_same_order_and_charges_once(
    shop: Shop, fakes: FakeDependencies
) -> None:
    answers = list(await asyncio.gather(post(shop, "same-key"), post(shop, "same-key")))
    answers.append(await post(shop, "same-key"))
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(fakes.charged) == 1


async def test_of_another_order_is_refused(shop: Shop, fakes: FakeDependencies) -> None:
    await post(shop, "same-key")
    assert (await post(shop, "same-key", {**ORDER, "quantity": 9})).status_code == 422
    assert len(fakes.charged) == 1


@pytest.mark.parametrize("key", [None, "", "short", "with blank"])
async def test_a_key_that_is_none_answers_400(
    key: str | None, shop: Shop, fakes: FakeDependencies
) -> None:
    assert (await post(shop, key)).status_code == 400
    assert fakes.charged == {}


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    async with empty_database() as url:
        database = await open_database(url)
        yield database
        await database.dispose()


async def test_a_message_that_comes_again_after_it_was_handled_is_left_out_for_its_group_alone(
    database: Database,
) -> None:
    handled: list[str] = []
    policy = handle_once(database, Metrics())

    async def mail(_: Delivery) -> None:
        handled.append("mail")

    async def report(_: Delivery) -> None:
        handled.append("reports")

    for _ in range(2):
        await policy("mail", mail)(DELIVERY)
    await policy("reports", report)(DELIVERY)
    assert handled == ["mail", "reports"]


async def test_a_message_whose_handling_failed_is_handled_when_it_comes_again(
    database: Database,
) -> None:
    calls = 0

    async def mail(_: Delivery) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise ValueError("not yet")

    handle = handle_once(database, Metrics())("mail", mail)
    with pytest.raises(ValueError, match="not yet"):
        await handle(DELIVERY)
    await handle(DELIVERY)
    assert calls == 2
