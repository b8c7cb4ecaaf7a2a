"""What clients use. Any node serves any key: it asks the nodes that keep it."""

import asyncio
import json
from contextvars import Context
from dataclasses import asdict
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from service.problem import Problem
from service.replication.register import Register
from service.replication.repair import Repair
from service.storage.entry import LONGEST_VALUE, Entry, check_key


class EntryRequest(BaseModel, extra="forbid"):
    # Any JSON, null as well; but it has to be there.
    value: Any = Field(...)


def entry_routes(app: FastAPI, register: Register, repair: Repair) -> None:
    @app.get("/entries/{key}")
    async def read(key: str) -> Response:
        entry = await register.read(check_key(key))
        if entry is None or entry.value is None:
            raise Problem(f"there is no entry {key}", status=404, code="not-found")
        return entry_answer(key, entry)

    @app.put("/entries/{key}")
    async def write(key: str, request: EntryRequest) -> JSONResponse:
        written = await register.write(check_key(key), json_of(request.value))
        is_new = written.before is None or written.before.value is None
        body = {"key": key, "version": written.entry.counter}
        return JSONResponse(body, 201 if is_new else 200)

    @app.delete("/entries/{key}")
    async def remove(key: str) -> Response:
        await register.write(check_key(key), None)
        return Response(status_code=204)

    @app.post("/repair")
    async def repair_all() -> JSONResponse:
        # In a context of its own: it takes as long as it takes, whatever limits the request has.
        report = await asyncio.create_task(repair(), context=Context())
        return JSONResponse(asdict(report))


def entry_answer(key: str, entry: Entry) -> Response:
    # The value is JSON already: it goes out as it came in, whatever its numbers look like.
    text = '{"key":"%s","value":%s,"version":%d}' % (key, entry.value, entry.counter)
    return Response(text, media_type="application/json")


def json_of(value: Any) -> str:
    try:
        # Python would read and write NaN, which is no JSON.
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        size = len(text.encode())
    except (ValueError, RecursionError) as cause:
        raise Problem("value: no JSON that can be kept", status=400, code="invalid") from cause
    if size > LONGEST_VALUE:
        message = f"value: longer than {LONGEST_VALUE} bytes"
        raise Problem(message, status=413, code="invalid")
    return text
