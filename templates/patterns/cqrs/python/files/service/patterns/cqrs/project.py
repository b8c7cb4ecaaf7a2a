"""Works changes into a read model. Rows and position are one transaction.

After a crash between two batches nothing is missing and nothing is there twice.
"""

from sqlalchemy import select, update

from service.database.database import Database, Tx
from service.database.tables.projection import projection
from service.patterns.cqrs.read_model import Fact, ReadModel

# Changes that are worked in at once.
BATCH = 200


async def project_next(database: Database, model: ReadModel[Fact]) -> int:
    """Works the next changes in, and says how many."""
    async with database.begin() as tx:
        return await apply_next(tx, model, await lock_position(tx))


async def rebuild(database: Database, model: ReadModel[Fact]) -> int:
    """Makes all rows anew, of all changes, and says how many those were.

    Readers have the old rows until the new ones are committed; a running service goes on from there.
    """
    async with database.begin() as tx:
        await lock_position(tx)
        await model.clear(tx)
        applied = 0
        while more := await apply_next(tx, model, applied):
            applied += more
        return applied


async def position_of(tx: Tx) -> int:
    """How far the rows are."""
    return int((await tx.execute(select(projection.c.position))).scalar_one())


async def apply_next(tx: Tx, model: ReadModel[Fact], after: int) -> int:
    changes = await model.feed.read(tx, after, BATCH)
    for change in changes:
        await model.apply(tx, change)
    position = changes[-1].position if changes else after
    await tx.execute(update(projection).values(position=position))
    return len(changes)


async def lock_position(tx: Tx) -> int:
    """Writing a row locks it, in every database: of several replicas one projects at a time."""
    await tx.execute(update(projection).values(position=projection.c.position))
    return await position_of(tx)
