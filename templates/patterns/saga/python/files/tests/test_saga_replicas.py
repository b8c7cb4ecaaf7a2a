"""Sagas on several replicas, which are several processes on one database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest_asyncio

from service.database.database import Database, Tx, open_database
from service.http_client.http_client import HttpAnswer, HttpRequest
from service.messaging.unit_of_work import UnitOfWork
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.orders.order import Order, OrderRequest, Outcome
from service.orders.order_process import ProcessParts
from service.patterns.saga.saga_process import SagaProcess
from service.payments import Payments
from service.stock import Stock
from tests.databases import empty_database
from tests.eventually import eventually

ORDER = OrderRequest(item="tea", quantity=2, amountCents=700)
FOR_EVER_MS = 1_000_000


class OrdersInMemory:
    """Where orders are kept is no business of a saga."""

    def __init__(self) -> None:
        self._known: dict[str, Order] = {}

    async def find(self, _: Tx, order_id: str) -> Order | None:
        return self._known.get(order_id)

    async def open(self, _: Tx, order_id: str, request: OrderRequest) -> Order:
        order = Order(order_id, request.item, request.quantity, request.amount_cents)
        return self._known.setdefault(order_id, order)

    async def settle(self, _: Tx, order_id: str, outcome: Outcome) -> tuple[Order, bool]:
        order = self._known[order_id]
        if order.status != "pending":
            return order, False
        self._known[order_id] = replace(order, **vars(outcome))
        return self._known[order_id], True


class Setup:
    """Replicas, and what they did to payments and stock, in its order."""

    def __init__(self, database: Database) -> None:
        self.calls: list[str] = []
        # What happens while the first charge and the first refund are on their way.
        self.meanwhile: dict[str, Callable[[], Awaitable[None]]] = {}
        self.replicas: list[SagaProcess] = []
        self._database = database
        self._orders = OrdersInMemory()

    def replica(self, give_up_ms: int = FOR_EVER_MS) -> SagaProcess:
        parts = ProcessParts(
            UnitOfWork(self._database), self._orders, Payments(self._pay), Stock(self._reserve)
        )
        log = create_log("silent")
        process = SagaProcess(parts, self._database, give_up_ms, log, Metrics())
        self.replicas.append(process)
        return process

    async def _pay(self, request: HttpRequest) -> HttpAnswer:
        what = request.path.removesuffix("s")
        # A refund undoes what was charged when it comes, however long its answer takes.
        if what == "refund":
            self.calls.append(what)
        meanwhile = self.meanwhile.pop(what, None)
        if meanwhile is not None:
            await meanwhile()
        if what == "charge":
            self.calls.append(what)
        return HttpAnswer(200, {"paymentId": "p1"})

    async def _reserve(self, request: HttpRequest) -> HttpAnswer:
        if request.method == "DELETE":
            self.calls.append("release")
        return HttpAnswer(200)

    def is_undone(self) -> bool:
        """The last charge was given back."""
        charged = max(at for at, what in enumerate(self.calls) if what == "charge")
        return self.calls[charged:] == ["charge", "refund", "release"]


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    async with empty_database() as url:
        database = await open_database(url)
        setup = Setup(database)
        yield setup
        for process in setup.replicas:
            await process.stop()
        await database.dispose()


async def test_a_charge_that_comes_after_its_refund_is_given_back_though_the_saga_is_over(
    setup: Setup,
) -> None:
    slow, impatient = setup.replica(), setup.replica(give_up_ms=0)

    async def give_up() -> None:
        assert (await impatient.place("a1", ORDER)).order.status == "declined"

    setup.meanwhile["charge"] = give_up
    await slow.place("a1", ORDER)
    assert setup.calls == ["refund", "release", "charge"]
    slow.start(10)
    await eventually(setup.is_undone)


async def test_a_charge_that_comes_while_it_is_being_refunded_is_given_back(setup: Setup) -> None:
    slow, impatient = setup.replica(), setup.replica(give_up_ms=0)
    refunding, charged = asyncio.Event(), asyncio.Event()

    async def wait_for_charge() -> None:
        refunding.set()
        await charged.wait()

    undoing: list[asyncio.Task[object]] = []

    async def give_up() -> None:
        undoing.append(asyncio.create_task(place(impatient)))
        await refunding.wait()

    setup.meanwhile = {"charge": give_up, "refund": wait_for_charge}
    await slow.place("a1", ORDER)
    assert setup.calls == ["refund", "charge"]
    charged.set()
    await asyncio.gather(*undoing)
    slow.start(10)
    await eventually(setup.is_undone)


async def test_a_charge_that_two_replicas_made_at_once_is_no_reason_to_refund_it(
    setup: Setup,
) -> None:
    slow, fast = setup.replica(), setup.replica()

    async def overtake() -> None:
        assert (await fast.place("a1", ORDER)).order.status == "paid"

    setup.meanwhile["charge"] = overtake
    assert (await slow.place("a1", ORDER)).order.status == "paid"
    assert setup.calls == ["charge", "charge"]


async def place(process: SagaProcess) -> object:
    return await process.place("a1", ORDER)
