"""`POST /orders`, for clients that choose no id. See docs/adr/idempotency-key.md.

The key that comes with the request stands for one order: it gets an id once, and the request may be
sent again until it has its answer. Everything after that is idempotent by the id.
"""

import hashlib
import json
import re
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import delete, select

from service.database.database import Database, insert_new, now_text
from service.database.tables.idempotency_keys import idempotency_keys
from service.http.order_routes import order_answer
from service.orders.order import OrderRequest
from service.orders.order_process import OrderProcess
from service.problem import Problem


class OrderIds:
    """The id that belongs to a key."""

    def __init__(self, database: Database, keep_ms: int) -> None:
        self._database = database
        self._keep_ms = keep_ms

    async def id_of(self, key: str, order: OrderRequest) -> str:
        """A new one the first time. Raises `Problem` for a key of another order."""
        fingerprint = fingerprint_of(order)
        row = {"key": key, "fingerprint": fingerprint, "order_id": str(uuid4())}
        keys = idempotency_keys.c
        async with self._database.begin() as tx:
            forgotten = keys.created_at < now_text(ago_ms=self._keep_ms)
            await tx.execute(delete(idempotency_keys).where(forgotten))
            insert = insert_new(tx, idempotency_keys).values(**row, created_at=now_text())
            await tx.execute(insert)
            query = select(keys.fingerprint, keys.order_id).where(keys.key == key)
            known = (await tx.execute(query)).one()
        if known.fingerprint == fingerprint:
            return str(known.order_id)
        message = "this Idempotency-Key was used for another order"
        raise Problem(message, status=422, code="idempotency-key-reused")


def keyed_order_routes(app: FastAPI, process: OrderProcess, ids: OrderIds) -> None:
    @app.post("/orders")
    async def place(request: Request, order: OrderRequest) -> JSONResponse:
        key = check_key(request.headers.get("idempotency-key", ""))
        order_id = await ids.id_of(key, order)
        placed = await process.place(order_id, order)
        answer = order_answer(placed.order, 201)
        answer.headers["location"] = f"/orders/{order_id}"
        return answer


def check_key(key: str) -> str:
    if re.fullmatch(r"[\x21-\x7e]{8,128}", key):
        return key
    message = "Idempotency-Key has to be there, with 8 to 128 visible characters"
    raise Problem(message, status=400, code="idempotency-key-missing")


def fingerprint_of(order: OrderRequest) -> str:
    text = json.dumps([order.item, order.quantity, order.amount_cents])
    return hashlib.sha256(text.encode()).hexdigest()
