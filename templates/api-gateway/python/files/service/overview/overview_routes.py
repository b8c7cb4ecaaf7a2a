"""One request where a client on a slow line would make two."""

import re

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from service.gateway.gateway import Gateway
from service.gateway.headers import forwarded_headers
from service.gateway.proxy_routes import admit, sender_of
from service.gateway.upstream import json_client
from service.overview.overview import overview_of
from service.problem import Problem

CUSTOMER_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
# Our own reading wants answers whole, and not those that the client has already.
NOT_FOR_US = ("accept-encoding", "range", "if-none-match", "if-modified-since")


def overview_routes(app: FastAPI, gateway: Gateway) -> None:
    customers = json_client("customers", gateway.upstream("customers"))
    orders = json_client("orders", gateway.upstream("orders"))

    @app.get("/customers/{customer_id}/overview")
    async def overview(request: Request, customer_id: str) -> JSONResponse:
        caller = await admit(request, gateway.check_token)
        if not CUSTOMER_ID.fullmatch(customer_id):
            raise Problem("no id of a customer", status=400, code="invalid")
        headers = forwarded_headers(request.headers.raw, sender_of(request, caller))
        for name in NOT_FOR_US:
            headers.pop(name, None)
        found = await overview_of(customers, orders, customer_id, headers)
        return JSONResponse(found.to_json())
