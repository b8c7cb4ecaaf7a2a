import pytest

from tests.conftest import LINES, Publisher, cancelled, paid
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_an_order_that_was_paid_is_booked_and_the_customer_is_told(
    service: Publisher, fakes: FakeDependencies
) -> None:
    assert (await service.put("a1")).status_code == 202
    await eventually(service.has("a1", "booked"))
    assert (await service.get("/shipments/a1")).json() == {
        "orderId": "a1",
        "customer": "Ada",
        "lines": LINES,
        "status": "booked",
        "trackingCode": "track-a1",
    }
    await eventually(
        lambda: fakes.sent.get("a1-booked") == "Your parcel is on its way: track-a1."
    )


async def test_an_order_is_refused_when_the_carrier_says_so_and_the_customer_is_told(
    service: Publisher, fakes: FakeDependencies
) -> None:
    fakes.modes["carrier"] = "refuse"
    await service.put("a1")
    await eventually(service.has("a1", "refused"))
    await eventually(lambda: "a1-refused" in fakes.sent)


async def test_an_order_waits_while_the_carrier_gives_no_answer_and_is_booked_when_it_is_back(
    service: Publisher, fakes: FakeDependencies
) -> None:
    fakes.modes["carrier"] = "fail"
    await service.put("a1")
    await eventually(service.has("a1", "requested"))
    assert await service.metric("shipments_waiting") == 1
    waited_s = await service.metric("shipments_oldest_waiting_seconds")
    assert waited_s is not None and waited_s >= 0
    fakes.modes["carrier"] = "ok"
    await eventually(service.has("a1", "booked"))
    assert await service.metric("shipments_waiting") == 0


async def test_an_order_has_one_shipment_however_many_events_say_that_it_was_paid(
    service: Publisher, fakes: FakeDependencies
) -> None:
    await service.put("e1", paid("a1"))
    await service.put("e2", {**paid("a1"), "lines": [{"item": "coffee", "quantity": 1}]})
    await eventually(service.shows('consumer_lag_seconds_count{group="shipping"}', 2))
    await eventually(service.has("a1", "booked"))
    assert fakes.requests["carrier"] == 1
    # Whichever was read first: order is not relied on.
    assert fakes.booked["a1"] == (await service.get("/shipments/a1")).json()["lines"]


async def test_a_cancelled_order_that_was_booked_is_taken_back_from_the_carrier(
    service: Publisher, fakes: FakeDependencies
) -> None:
    await service.put("a1")
    await eventually(service.has("a1", "booked"))
    await service.put("e2", cancelled("a1"))
    await eventually(service.has("a1", "cancelled"))
    await eventually(lambda: "a1" not in fakes.booked)


async def test_an_order_cancelled_while_the_carrier_is_asked_does_not_stay_booked_there(
    service: Publisher, fakes: FakeDependencies
) -> None:
    fakes.modes["carrier"] = "fail"
    await service.put("a1")
    await eventually(service.has("a1", "requested"))
    await service.put("e2", cancelled("a1"))
    await eventually(service.has("a1", "cancelled"))
    fakes.modes["carrier"] = "ok"
    await eventually(lambda: "a1-cancelled" in fakes.sent)
    # Who tells the customer does not wait for who takes back what was booked.
    await eventually(lambda: "a1" not in fakes.booked)


async def test_an_order_cancelled_before_we_heard_that_it_was_paid_is_never_booked(
    service: Publisher, fakes: FakeDependencies
) -> None:
    await service.put("e1", cancelled("a1"))
    await eventually(service.has("a1", "cancelled"))
    await service.put("e2", paid("a1"))
    await service.put("a2")
    await eventually(service.has("a2", "booked"))
    assert await service.status_of("a1") == "cancelled"
    assert "a1" not in fakes.booked


async def test_an_event_handed_in_again_is_accepted_and_has_no_effect(service: Publisher) -> None:
    for _ in range(2):
        assert (await service.put("a1")).status_code == 202
    await eventually(service.has("a1", "booked"))
    assert await service.metric('consumer_lag_seconds_count{group="shipping"}') == 1


async def test_an_event_handed_in_again_with_other_contents_answers_409(
    service: Publisher,
) -> None:
    await service.put("a1")
    assert (await service.put("a1", {**paid("a1"), "customer": "Bob"})).status_code == 409


@pytest.mark.parametrize(
    "event",
    [
        {"version": 1, "orderId": "a1"},
        {"type": "order.paid", "version": 1},
        {**paid("a1"), "version": 1.5},
        paid("a b"),
        ["order.paid"],
    ],
)
async def test_what_is_no_event_answers_400(event: object, service: Publisher) -> None:
    assert (await service.put("a1", event)).status_code == 400


async def test_what_is_no_json_answers_400(service: Publisher) -> None:
    assert (await service.put_text("/events/a1", b'{"type":')).status_code == 400


async def test_an_id_with_odd_characters_answers_400(service: Publisher) -> None:
    assert (await service.put("a%20b", paid("a1"))).status_code == 400


async def test_an_event_that_nobody_can_read_is_accepted_put_aside_and_holds_up_nothing(
    service: Publisher,
) -> None:
    assert (await service.put("e1", {**paid("a1"), "version": 99})).status_code == 202
    await service.put("a2")
    await eventually(service.has("a2", "booked"))
    assert (await service.get("/shipments/a1")).status_code == 404


async def test_the_service_is_live_and_ready_even_while_the_carrier_fails(
    service: Publisher, fakes: FakeDependencies
) -> None:
    fakes.modes["carrier"] = "fail"
    await service.put("a1")
    assert (await service.get("/health/live")).status_code == 200
    assert (await service.get("/health/ready")).json()["status"] == "ready"
