"""What the other nodes use, and nobody else: a replica on its own promises nothing."""

from typing import Any

from fastapi import FastAPI, Query

from service.replication.replica import Replica
from service.storage.entry import EntryBody, check_key

Epoch = Query(..., ge=0, le=2**63 - 1)


def replica_routes(app: FastAPI, replica: Replica) -> None:
    @app.get("/replica/entries/{key}")
    async def read(key: str, epoch: int = Epoch) -> dict[str, Any]:
        entry = await replica.read(check_key(key), epoch)
        return {} if entry is None else {"entry": vars(entry)}

    @app.put("/replica/entries/{key}")
    async def write(key: str, body: EntryBody, epoch: int = Epoch) -> dict[str, Any]:
        await replica.write(check_key(key), body.entry(), epoch)
        return {}

    @app.get("/replica/keys")
    async def keys(
        after: str = Query("", max_length=100), limit: int = Query(..., ge=1, le=1000)
    ) -> dict[str, list[str]]:
        return {"keys": await replica.keys(after, limit)}
