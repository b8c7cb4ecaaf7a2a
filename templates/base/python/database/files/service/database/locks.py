"""What keeps replicas that share a database apart."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, func, literal, select

if TYPE_CHECKING:
    from service.database.database import Database, Tx


async def lock_until_commit(tx: "Tx", name: str) -> None:
    """Waits until nobody else holds the lock `name`, and holds it until the transaction ends.

    It lets a transaction look before it writes: what it did not find nobody else makes meanwhile.
    SQLite has one writer at a time, so there is nothing to wait for.
    """
    if tx.dialect == "postgresql":
        key = literal(key_of(name), BigInteger)
        await tx.execute(select(func.pg_advisory_xact_lock(key)))


@asynccontextmanager
async def exclusively(database: "Database", name: str) -> AsyncIterator[None]:
    """No other process on this database is in the block of the same name meanwhile.

    Within this process the caller sees to it that it is there once at a time. The lock is held by a
    transaction of its own, on a connection of its own; the block begins its transactions as usual.
    """
    if not database.is_shared:
        yield
        return
    async with database.begin() as tx:
        await lock_until_commit(tx, name)
        yield


def key_of(name: str) -> int:
    """The server knows locks by numbers of 64 bits."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
