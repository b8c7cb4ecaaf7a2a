import asyncio
from typing import Any

import pytest

from tests.conftest import ORDER, Shop
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_placing_reserves_charges_and_answers_201_with_the_paid_order(
    shop: Shop, fakes: FakeDependencies
) -> None:
    answer = await shop.put("a1")
    assert answer.status_code == 201
    assert answer.json() == {"id": "a1", **ORDER, "status": "paid", "paymentId": "payment-a1"}
    assert fakes.reserved == {"a1": ORDER["quantity"]}


async def test_placing_has_the_customer_told(shop: Shop, fakes: FakeDependencies) -> None:
    await shop.put("a1")
    await eventually(lambda: fakes.sent == {"a1-paid": "Your order is on its way."})


async def test_again_with_the_same_contents_answers_200_and_charges_nothing(
    shop: Shop, fakes: FakeDependencies
) -> None:
    await shop.put("a1")
    assert (await shop.put("a1")).status_code == 200
    assert fakes.requests["payments"] == 1


async def test_twice_at_once_charges_once(shop: Shop, fakes: FakeDependencies) -> None:
    answers = await asyncio.gather(shop.put("a1"), shop.put("a1"))
    assert all(answer.is_success for answer in answers)
    assert fakes.charged == {"a1": ORDER["amountCents"]}


async def test_again_with_other_contents_answers_409(shop: Shop) -> None:
    await shop.put("a1")
    assert (await shop.put("a1", {**ORDER, "quantity": 3})).status_code == 409


async def test_a_declined_card_answers_402_and_gives_the_stock_back(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "refuse"
    answer = await shop.put("a1")
    assert answer.status_code == 402
    assert answer.json()["declineReason"] == "insufficient funds"
    assert fakes.reserved == {}


async def test_without_stock_answers_409_and_charges_nothing(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["stock"] = "refuse"
    answer = await shop.put("a1")
    assert answer.status_code == 409
    assert answer.json()["status"] == "out-of-stock"
    assert fakes.requests["payments"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"quantity": 1, "amountCents": 1},
        {**ORDER, "item": " "},
        {**ORDER, "quantity": 0},
        {**ORDER, "quantity": "1"},
        {**ORDER, "amountCents": 0.5},
        {**ORDER, "coupon": "X"},
        [],
        None,
    ],
)
async def test_an_order_that_makes_no_sense_answers_400_and_charges_nothing(
    body: Any, shop: Shop, fakes: FakeDependencies
) -> None:
    answer = await shop.put("a1", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")
    assert fakes.requests["payments"] == 0


async def test_a_body_that_is_no_json_answers_400(shop: Shop) -> None:
    headers = {"content-type": "application/json"}
    answer = await shop.http.put("/orders/a1", content=b'{"item":', headers=headers)
    assert answer.status_code == 400


async def test_an_id_with_odd_characters_answers_400(shop: Shop) -> None:
    assert (await shop.put("a%20b")).status_code == 400


async def test_a_body_above_16_kib_answers_413_whether_it_says_so_or_not(shop: Shop) -> None:
    assert (await shop.put("a1", {**ORDER, "item": "x" * 20_000})).status_code == 413

    async def unsaid() -> Any:
        for _ in range(20):
            yield b" " * 1000

    headers = {"content-type": "application/json"}
    answer = await shop.http.put("/orders/a1", content=unsaid(), headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("service", ["payments", "stock"])
async def test_an_order_stays_pending_while_a_service_gives_no_answer(
    service: str, shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes[service] = "fail"
    await shop.put("a1")
    assert await shop.status_of("a1") == "pending"


async def test_orders_are_paid_without_notifications_and_the_customer_is_told_later(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["notifications"] = "fail"
    assert (await shop.put("a1")).status_code == 201
    fakes.modes["notifications"] = "ok"
    await eventually(lambda: list(fakes.sent) == ["a1-paid"])


async def test_an_order_that_it_does_not_have_answers_404(shop: Shop) -> None:
    answer = await shop.get("/orders/none")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found")


async def test_is_live_and_ready_even_while_payments_fails(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "fail"
    await shop.put("a1")
    assert (await shop.get("/health/live")).status_code == 200
    assert (await shop.get("/health/ready")).json()["status"] == "ready"


async def test_counts_its_requests_by_route_and_status(shop: Shop) -> None:
    await shop.put("a1")
    series = 'http_request_duration_seconds_count{method="PUT",route="/orders/{order_id}",status="201"}'
    assert await shop.metric(series) == 1
