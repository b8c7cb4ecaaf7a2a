"""Keeps the late writes of a former leader out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import update

from service.database.database import Database, Tx, insert_new
from service.database.tables.leases import fences


class FencedOff(Exception):
    """Somebody has been elected since, and has written."""


@asynccontextmanager
async def fenced(database: Database, resource: str, token: int) -> AsyncIterator[Tx]:
    """A transaction, unless the storage has seen a later token for this resource: then raises `FencedOff`.

    The storage decides and no clock does, so it does not matter how long the writer was paused before.
    """
    async with database.begin() as tx:
        await tx.execute(insert_new(tx, fences).values(resource=resource, token=token))
        no_later = (fences.c.resource == resource) & (fences.c.token <= token)
        passed = await tx.execute(update(fences).where(no_later).values(token=token))
        if passed.rowcount == 0:
            raise FencedOff(f"{resource}: a later token than {token} has been here")
        yield tx
