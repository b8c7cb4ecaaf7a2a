"""One row for each saga that is not over: what a crash leaves is what has to be gone on with."""

import json
from dataclasses import asdict

from sqlalchemy import delete, func, select, update

from service.database.database import Database, Tx, insert_new, now_text
from service.database.tables.sagas import sagas
from service.orders.order import Outcome
from service.patterns.saga.order_saga import SagaState


class SagaStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, tx: Tx, order_id: str) -> None:
        row = {"order_id": order_id, "step": "reserve", "started_at": now_text()}
        await tx.execute(insert_new(tx, sagas).values(**row))

    async def find(self, order_id: str) -> SagaState | None:
        async with self._database.begin() as tx:
            row = (await tx.execute(select(sagas).where(sagas.c.order_id == order_id))).first()
        if row is None:
            return None
        outcome = None if row.outcome is None else Outcome(**json.loads(row.outcome))
        return SagaState(order_id, row.step, row.started_at, outcome)

    async def save(self, before: SagaState, after: SagaState) -> bool:
        """False when it is no longer where it was: another replica took it further."""
        is_there = (sagas.c.step == before.step) & (sagas.c.started_at == before.started_at)
        change = update(sagas).where(sagas.c.order_id == before.order_id, is_there)
        change = change.values(step=after.step, outcome=text_of(after.outcome))
        async with self._database.begin() as tx:
            return bool((await tx.execute(change)).rowcount)

    async def finish(self, tx: Tx, order_id: str) -> bool:
        """False when it was over before, or is being undone once more."""
        over = delete(sagas).where(sagas.c.order_id == order_id, sagas.c.step == "settle")
        return bool((await tx.execute(over)).rowcount)

    async def undo_again(self, order_id: str, outcome: Outcome) -> None:
        """Takes the way back once more, from its begin, also of a saga that was over."""
        row = {"step": "refund", "outcome": text_of(outcome), "started_at": now_text()}
        async with self._database.begin() as tx:
            known = update(sagas).where(sagas.c.order_id == order_id).values(**row)
            if (await tx.execute(known)).rowcount == 0:
                await tx.execute(insert_new(tx, sagas).values(order_id=order_id, **row))

    async def unfinished(self, after: str, limit: int) -> list[str]:
        """In the order of their ids, from the one that follows `after`."""
        query = select(sagas.c.order_id).where(sagas.c.order_id > after)
        query = query.order_by(sagas.c.order_id).limit(limit)
        async with self._database.begin() as tx:
            return list((await tx.execute(query)).scalars())

    async def count(self) -> int:
        async with self._database.begin() as tx:
            return (await tx.execute(select(func.count()).select_from(sagas))).scalar() or 0


def text_of(outcome: Outcome | None) -> str | None:
    return None if outcome is None else json.dumps(asdict(outcome))
