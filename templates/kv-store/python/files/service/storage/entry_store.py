"""What this node keeps, in its own database."""

from sqlalchemy import literal, select, tuple_, update

from service.database.database import Tx, insert_new
from service.database.tables.entries import entries
from service.storage.entry import Entry


async def find(tx: Tx, key: str) -> Entry | None:
    query = select(entries.c.counter, entries.c.writer, entries.c.value).where(entries.c.key == key)
    row = (await tx.execute(query)).first()
    return None if row is None else Entry(*row)


async def keep_latest(tx: Tx, key: str, entry: Entry) -> None:
    """Keeps the entry unless a later version is there: in whichever order versions come, the latest stays."""
    is_new = (await tx.execute(insert_new(tx, entries).values(key=key, **vars(entry)))).rowcount > 0
    if is_new:
        return
    version = tuple_(literal(entry.counter), literal(entry.writer))
    is_earlier = tuple_(entries.c.counter, entries.c.writer) < version
    change = update(entries).where(entries.c.key == key, is_earlier).values(**vars(entry))
    await tx.execute(change)


async def keys(tx: Tx, after: str, limit: int) -> list[str]:
    """Keys in their order, from the one that follows `after`. Tombstones are among them."""
    query = select(entries.c.key).where(entries.c.key > after).order_by(entries.c.key).limit(limit)
    return list((await tx.execute(query)).scalars())
