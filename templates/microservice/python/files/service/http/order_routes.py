"""How orders are placed and read."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from service.orders.order import Order, OrderRequest, check_order_id
from service.orders.order_process import OrderProcess
from service.orders.order_store import OrderReader
from service.problem import Problem

STATUS = {"pending": 202, "declined": 402, "out-of-stock": 409}


def order_routes(app: FastAPI, process: OrderProcess, find_order: OrderReader) -> None:
    """The client chooses the id and PUTs the order.

    A request without an answer can so be sent again as it is: no second order is made and no second
    charge.
    """

    @app.put("/orders/{order_id}")
    async def place(order_id: str, request: OrderRequest) -> JSONResponse:
        placed = await process.place(check_order_id(order_id), request)
        return order_answer(placed.order, 201 if placed.is_new else 200)

    @app.get("/orders/{order_id}")
    async def find(order_id: str) -> JSONResponse:
        order = await find_order(check_order_id(order_id))
        if order is None:
            raise Problem(f"there is no order {order_id}", status=404, code="not-found")
        return JSONResponse(order.to_json())


def order_answer(order: Order, paid: int) -> JSONResponse:
    """`paid` is the status of the answer when the order is paid."""
    return JSONResponse(order.to_json(), STATUS.get(order.status, paid))
