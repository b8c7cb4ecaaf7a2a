"""A lease as a row of a database that all candidates share."""

from dataclasses import replace

from sqlalchemy import select, update

from service.database.database import Database, insert_new
from service.database.tables.leases import leases
from service.patterns.leader_election.lease import NOBODY, Lease


class LeaseTable:
    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name

    async def read(self) -> Lease | None:
        query = select(leases.c.holder, leases.c.token, leases.c.renewals)
        async with self._database.begin() as tx:
            row = (await tx.execute(query.where(leases.c.name == self._name))).first()
        return None if row is None else Lease(*row)

    async def take(self, seen: Lease | None, holder: str) -> Lease | None:
        if seen is not None:
            return await self._change(seen, Lease(holder, seen.token + 1, 0))
        first = Lease(holder, 1, 0)
        async with self._database.begin() as tx:
            row = insert_new(tx, leases).values(name=self._name, **vars(first))
            return first if (await tx.execute(row)).rowcount > 0 else None

    async def renew(self, held: Lease) -> Lease | None:
        return await self._change(held, replace(held, renewals=held.renewals + 1))

    async def release(self, held: Lease) -> None:
        await self._change(held, replace(held, holder=NOBODY, renewals=held.renewals + 1))

    async def _change(self, seen: Lease, next_lease: Lease) -> Lease | None:
        """Changes the row if it is as `seen`, and gives what it is then."""
        change = update(leases).where(
            leases.c.name == self._name,
            leases.c.token == seen.token,
            leases.c.renewals == seen.renewals,
        )
        async with self._database.begin() as tx:
            changed = await tx.execute(change.values(**vars(next_lease)))
            return next_lease if changed.rowcount > 0 else None
