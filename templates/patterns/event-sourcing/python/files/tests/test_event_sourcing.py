from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from service.database.database import Database, Tx, open_database
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.orders.order import OrderRequest, Outcome
from service.patterns.event_sourcing.event_sourced_orders import EventSourcedOrders
from service.patterns.event_sourcing.event_store import EventStore, RecordedEvent
from service.patterns.event_sourcing.events import Opened, OrderFact, OutOfStock, Paid
from service.patterns.event_sourcing.order_state import decide_settle, replay
from service.patterns.event_sourcing.upcast import StoredFact, upcast
from tests.conftest import ORDER, Shop
from tests.databases import empty_database
from tools.fake_dependencies import FakeDependencies

OPENED = Opened(**ORDER)
PAID = Paid(paymentId="payment-a1")


def test_an_order_is_what_its_events_add_up_to() -> None:
    assert replay("a1", []) is None
    opened = replay("a1", [OPENED])
    assert opened is not None
    assert opened.to_json() == {"id": "a1", **ORDER, "status": "pending"}
    paid = replay("a1", [OPENED, PAID])
    assert paid is not None
    assert (paid.status, paid.payment_id) == ("paid", "payment-a1")


def test_an_order_has_one_outcome_what_comes_later_changes_nothing() -> None:
    order = replay("a1", [OPENED, PAID])
    assert decide_settle(order, Outcome("out-of-stock")) is None


def test_an_order_cannot_be_paid_before_it_was_opened() -> None:
    with pytest.raises(ValueError, match="before it was opened"):
        replay("a1", [PAID])


def test_an_event_of_an_older_release_is_read_in_the_form_of_today() -> None:
    old = StoredFact("opened", 1, {"item": "tea", "quantity": 3, "unitCents": 250})
    assert upcast(old) == Opened(item="tea", quantity=3, amountCents=750)


@pytest.mark.parametrize(
    "stored",
    [
        StoredFact("opened", 3, ORDER),
        StoredFact("gift-wrapped", 1, {}),
        StoredFact("paid", 1, {}),
        StoredFact("opened", 2, {**ORDER, "unitCents": 1}),
    ],
)
def test_an_event_that_cannot_be_read_is_not_guessed_at(stored: StoredFact) -> None:
    with pytest.raises(ValueError):
        upcast(stored)


class Setup:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.store = EventStore()
        self.orders = EventSourcedOrders(create_log("silent"), Metrics())

    async def append(self, order_id: str, version: int, fact: OrderFact) -> bool:
        async with self.database.begin() as tx:
            return await self.store.append(tx, order_id, version, fact)

    async def facts_of(self, order_id: str) -> list[tuple[int, str]]:
        async with self.database.begin() as tx:
            events = await self.store.read_stream(tx, order_id)
        return [(event.version, event.fact.type) for event in events]

    async def head(self) -> int:
        async with self.database.begin() as tx:
            return await self.store.head(tx)

    async def all_after(self, position: int) -> list[RecordedEvent]:
        async with self.database.begin() as tx:
            return await self.store.read_all(tx, position, 10)


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    async with empty_database() as url:
        database = await open_database(url)
        yield Setup(database)
        await database.dispose()


async def test_the_store_takes_an_event_only_for_the_version_that_its_writer_saw(
    setup: Setup,
) -> None:
    assert await setup.append("a1", 0, OPENED)
    assert not await setup.append("a1", 0, OPENED)
    assert await setup.append("a1", 1, PAID)
    assert not await setup.append("a1", 1, OutOfStock())
    assert await setup.facts_of("a1") == [(1, "opened"), (2, "paid")]


async def test_the_events_of_all_orders_are_numbered_without_gaps_also_after_one_was_refused(
    setup: Setup,
) -> None:
    await setup.append("a1", 0, OPENED)
    await setup.append("a1", 0, OPENED)
    await setup.append("a2", 0, OPENED)
    await setup.append("a1", 1, PAID)
    found = [(event.position, event.order_id) for event in await setup.all_after(0)]
    assert found == [(1, "a1"), (2, "a2"), (3, "a1")]
    assert await setup.head() == 3
    assert [event.position for event in await setup.all_after(2)] == [3]


async def test_nothing_is_kept_of_a_change_that_was_not_committed(setup: Setup) -> None:
    request = OrderRequest(**ORDER)
    with pytest.raises(ValueError, match="changed my mind"):
        async with setup.database.begin() as tx:
            await setup.orders.open(tx, "a1", request)
            raise ValueError("changed my mind")
    assert await setup.facts_of("a1") == []
    assert await setup.head() == 0


async def test_a_writer_who_was_too_late_decides_anew_on_what_the_other_one_did(
    setup: Setup,
) -> None:
    class Raced(EventStore):
        """Somebody else is faster, once."""

        is_raced = False

        async def read_stream(self, tx: Tx, order_id: str) -> list[RecordedEvent]:
            seen = await super().read_stream(tx, order_id)
            if not self.is_raced:
                await self.append(tx, order_id, 1, PAID)
            self.is_raced = True
            return seen

    await setup.append("a1", 0, OPENED)
    metrics = Metrics()
    late = EventSourcedOrders(create_log("silent"), metrics, Raced())
    async with setup.database.begin() as tx:
        order, changed = await late.settle(tx, "a1", Outcome("out-of-stock"))
    assert (order.status, changed) == ("paid", False)
    assert len(await setup.facts_of("a1")) == 2
    assert metrics.registry.get_sample_value("order_events_conflicts_total") == 1


async def test_an_order_tells_how_it_became_what_it_is(shop: Shop, fakes: FakeDependencies) -> None:
    fakes.modes["payments"] = "refuse"
    await shop.put("a1")
    events: list[dict[str, Any]] = (await shop.get("/orders/a1/events")).json()["events"]
    assert all(event.pop("recordedAt") for event in events)
    assert events == [
        {"version": 1, "type": "opened", **ORDER},
        {"version": 2, "type": "declined", "reason": "insufficient funds"},
    ]
    assert await shop.metric('order_events_appended_total{type="declined"}') == 1
    assert (await shop.get("/orders/none/events")).status_code == 404
