"""How shipments are read."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from service.problem import Problem
from service.shipping.shipment_store import ShipmentReader


def shipment_routes(app: FastAPI, find_shipment: ShipmentReader) -> None:
    @app.get("/shipments/{order_id}")
    async def find(order_id: str) -> JSONResponse:
        shipment = await find_shipment(order_id)
        if shipment is None:
            message = f"there is no shipment for order {order_id}"
            raise Problem(message, status=404, code="not-found")
        return JSONResponse(shipment.to_json())
