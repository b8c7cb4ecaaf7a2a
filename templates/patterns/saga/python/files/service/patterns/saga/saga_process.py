"""Fulfils orders as a saga. See docs/adr/saga.md.

Each step is noted before the next one is taken, so that a crash or a service without an answer only
delays an order. Whoever placed it gets what is known by then, and need not come again.
"""

import asyncio

from prometheus_client import Gauge

from service.database.database import Database, now_text
from service.database.locks import lock_until_commit
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.orders.order import OrderRequest
from service.orders.order_events import announce
from service.orders.order_process import Placed, ProcessParts
from service.patterns.saga.order_saga import GIVEN_UP, SagaState, compensate, take_step
from service.patterns.saga.saga_store import SagaStore
from service.problem import Problem

# Sagas that are gone on with at once.
BATCH = 50


class SagaProcess:
    def __init__(
        self, parts: ProcessParts, database: Database, give_up_ms: int, log: Log, metrics: Metrics
    ) -> None:
        self._parts = parts
        self._store = SagaStore(database)
        # From when on a saga is undone that had no answer.
        self._give_up_ms = give_up_ms
        self._log = log
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._stopping = asyncio.Event()
        self._rounds: asyncio.Task[None] | None = None
        unfinished = Gauge(
            "sagas_unfinished", "Orders on their way to an outcome.", registry=metrics.registry
        )

        async def measure() -> None:
            unfinished.set(await self._store.count())

        metrics.before_scrape(measure)

    async def place(self, order_id: str, request: OrderRequest) -> Placed:
        is_new = await self._open(order_id, request)
        await self._advance(order_id)
        async with self._parts.unit_of_work() as work:
            order = await self._parts.orders.open(work.tx, order_id, request)
        return Placed(order, is_new)

    def start(self, interval_ms: int) -> None:
        """Goes on with what is unfinished: now, for that is what a crash left, and from time to time."""
        self._rounds = asyncio.create_task(self._go_on(interval_ms / 1000))

    async def stop(self) -> None:
        """Lets the steps under way finish."""
        self._stopping.set()
        if self._rounds is not None:
            await self._rounds
        await asyncio.gather(*self._under_way.values())

    async def _open(self, order_id: str, request: OrderRequest) -> bool:
        """The order, its event and its saga, together. False when it was open."""
        orders = self._parts.orders
        async with self._parts.unit_of_work() as work:
            # Two requests at once, here or in another replica: one of them opens it.
            await lock_until_commit(work.tx, f"order {order_id}")
            is_new = await orders.find(work.tx, order_id) is None
            order = await orders.open(work.tx, order_id, request)
            if is_new:
                announce(work, order)
                await self._store.start(work.tx, order_id)
        return is_new

    async def _go_on(self, interval_s: float) -> None:
        while not self._stopping.is_set():
            try:
                await self._advance_all()
            except Exception as error:
                self._log.error("unfinished sagas cannot be read", error=str(error))
            try:
                async with asyncio.timeout(interval_s):
                    await self._stopping.wait()
            except TimeoutError:
                pass

    async def _advance_all(self) -> None:
        """Each has its turn: those that get nowhere must not keep out the rest."""
        ids = await self._store.unfinished("", BATCH)
        while ids and not self._stopping.is_set():
            await asyncio.gather(*(self._advance(order_id) for order_id in ids))
            ids = await self._store.unfinished(ids[-1], BATCH)

    async def _advance(self, order_id: str) -> None:
        """One at a time for each order within this process; who comes second waits for the first."""
        task = self._under_way.get(order_id)
        if task is None:
            task = asyncio.create_task(self._try_run(order_id))
            self._under_way[order_id] = task
            task.add_done_callback(lambda _: self._under_way.pop(order_id))
        # Whoever asked may be gone; the saga goes on.
        await asyncio.shield(task)

    async def _try_run(self, order_id: str) -> None:
        try:
            await self._run(order_id)
        except Problem as problem:
            self._log.warning("a saga waits", order=order_id, reason=str(problem))
        except Exception as error:
            self._log.error("a saga waits", order=order_id, exc_info=error)

    async def _run(self, order_id: str) -> None:
        found = await self._store.find(order_id)
        if found is None:
            return
        parts = self._parts
        async with parts.unit_of_work() as work:
            order = await parts.orders.find(work.tx, order_id)
        if order is None:
            raise LookupError(f"the saga of order {order_id} has no order")
        state = await self._in_time(found)
        while state is not None and state.step != "settle":
            taken = await take_step(state, order, parts.payments, parts.stock)
            noted = await self._note(state, taken)
            # What undoes does no harm when it comes late.
            if noted is None and state.step in ("reserve", "charge"):
                await self._take_back(order.id)
            state = noted
        if state is not None:
            await self._settle(state)

    async def _note(self, before: SagaState, after: SagaState) -> SagaState | None:
        """The next state. None when another replica took the saga further meanwhile: then it is theirs."""
        return after if await self._store.save(before, after) else None

    async def _take_back(self, order_id: str) -> None:
        """A step was noted too late, and may have come after what undid it.

        If the order is being undone, or is by now, the way back is taken once more.
        """
        saga = await self._store.find(order_id)
        async with self._parts.unit_of_work() as work:
            order = await self._parts.orders.find(work.tx, order_id)
        if saga is not None:
            status = "pending" if saga.outcome is None else saga.outcome.status
        else:
            status = "pending" if order is None else order.status
        if status in ("pending", "paid"):
            return
        self._log.warning("a step came too late and is taken back", order=order_id, status=status)
        outcome = GIVEN_UP if saga is None or saga.outcome is None else saga.outcome
        await self._store.undo_again(order_id, outcome)

    async def _in_time(self, state: SagaState) -> SagaState | None:
        """The saga, or the way back when it has waited too long on the way there."""
        undone = compensate(state)
        if state.started_at > now_text(ago_ms=self._give_up_ms) or undone == state:
            return state
        self._log.warning("a saga is undone", order=state.order_id, step=state.step)
        return await self._note(state, undone)

    async def _settle(self, state: SagaState) -> None:
        """The outcome, its event and the end of the saga: together or not at all."""
        if state.outcome is None:
            raise LookupError(f"the saga of order {state.order_id} has no outcome")
        async with self._parts.unit_of_work() as work:
            if not await self._store.finish(work.tx, state.order_id):
                return
            order, changed = await self._parts.orders.settle(
                work.tx, state.order_id, state.outcome
            )
            if changed:
                announce(work, order)
