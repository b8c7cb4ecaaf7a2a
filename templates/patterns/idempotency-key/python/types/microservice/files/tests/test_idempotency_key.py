import asyncio

import httpx
import pytest

from tests.conftest import ORDER, Shop
from tools.fake_dependencies import FakeDependencies


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
