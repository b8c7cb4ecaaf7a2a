"""How events come in by HTTP."""

import hashlib
import json
import re
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from sqlalchemy import select

from service.database.database import Tx, insert_new, now_text
from service.database.tables.handed_in import handed_in
from service.events.order_events import ORDERS, Envelope, read_envelope
from service.messaging.unit_of_work import UnitOfWork
from service.messaging.unprocessable import Unprocessable
from service.problem import Problem


class EventConflict(Problem):
    """The id is taken by an event with other contents."""

    def __init__(self, event_id: str) -> None:
        message = f"event {event_id} was handed in with other contents"
        super().__init__(message, status=409, code="conflict")


def event_routes(app: FastAPI, unit_of_work: UnitOfWork) -> None:
    """For publishers that do not speak to our broker, for drills and for trying things out.

    The publisher chooses the id and PUTs, so that it may send again what was not answered. Only the
    envelope is looked at here: what the event means is the business of whoever reads it.
    """

    @app.put("/events/{event_id}")
    async def hand_in(event_id: str, event: dict[str, Any]) -> JSONResponse:
        envelope = check(event_id, event)
        async with unit_of_work() as work:
            if await is_new(work.tx, event_id, event):
                work.emit(ORDERS, envelope.order_id, {"occurredAt": now_text(), **event})
        return JSONResponse({"id": event_id, "status": "accepted"}, 202)


def check(event_id: str, event: dict[str, Any]) -> Envelope:
    """Raises `Problem` when it is no event, or its id is none."""
    try:
        if not re.fullmatch(r"[A-Za-z0-9-]{1,64}", event_id):
            raise Unprocessable("id: letters, digits and hyphens, at most 64")
        return read_envelope(event)
    except Unprocessable as error:
        raise Problem(str(error), status=400, code="invalid") from error


async def is_new(tx: Tx, event_id: str, event: dict[str, Any]) -> bool:
    """Notes the event. False when it was handed in before; raises `EventConflict` when that was another."""
    fingerprint = hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()
    row = {"event_id": event_id, "fingerprint": fingerprint, "received_at": now_text()}
    noted = await tx.execute(insert_new(tx, handed_in).values(**row))
    if noted.rowcount > 0:
        return True
    known = select(handed_in.c.fingerprint).where(handed_in.c.event_id == event_id)
    if (await tx.execute(known)).scalar() != fingerprint:
        raise EventConflict(event_id)
    return False
