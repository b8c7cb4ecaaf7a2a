"""Where everything is."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from service.patterns.sharding.sharded_placement import ShardedPlacement


def shard_routes(app: FastAPI, placement: ShardedPlacement) -> None:
    @app.get("/shards")
    async def shards() -> JSONResponse:
        return JSONResponse(placement.map.to_json())
