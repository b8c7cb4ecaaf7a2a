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

    async def find(self, order_id: str) -> tuple[SagaState, str] | None:
        """The saga, and when it was started."""
        async with self._database.begin() as tx:
            row = (await tx.execute(select(sagas).where(sagas.c.order_id == order_id))).first()
        if row is None:
            return None
        outcome = None if row.outcome is None else Outcome(**json.loads(row.outcome))
        return SagaState(order_id, row.step, outcome), str(row.started_at)

    async def save(self, before: SagaState, after: SagaState) -> bool:
        """False when it is no longer where it was: another replica took it further."""
        where = (sagas.c.order_id == before.order_id) & (sagas.c.step == before.step)
        outcome = None if after.outcome is None else json.dumps(asdict(after.outcome))
        change = update(sagas).where(where).values(step=after.step, outcome=outcome)
        async with self._database.begin() as tx:
            return bool((await tx.execute(change)).rowcount)

    async def finish(self, tx: Tx, order_id: str) -> bool:
        """False when it was over before."""
        over = delete(sagas).where(sagas.c.order_id == order_id)
        return bool((await tx.execute(over)).rowcount)

    async def unfinished(self, after: str, limit: int) -> list[str]:
        """In the order of their ids, from the one that follows `after`."""
        query = select(sagas.c.order_id).where(sagas.c.order_id > after)
        query = query.order_by(sagas.c.order_id).limit(limit)
        async with self._database.begin() as tx:
            return list((await tx.execute(query)).scalars())

    async def count(self) -> int:
        async with self._database.begin() as tx:
            return (await tx.execute(select(func.count()).select_from(sagas))).scalar() or 0
