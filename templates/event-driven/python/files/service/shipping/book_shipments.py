"""Does at the carrier what was decided."""

from dataclasses import dataclass

from service.carrier import Carrier
from service.events.shipment_events import ShipmentEvent, announce
from service.messaging.broker import Delivery, Handler
from service.messaging.unit_of_work import UnitOfWork
from service.shipping.shipment import Shipment
from service.shipping.shipment_store import change_shipment, find_shipment


@dataclass(frozen=True)
class BookingParts:
    unit_of_work: UnitOfWork
    carrier: Carrier


def book_shipments(parts: BookingParts) -> Handler:
    """A call cannot be in a transaction, so this may be done twice.

    The carrier acts once for each order, and the state of the shipment says what is left to do.
    """

    async def handle(delivery: Delivery) -> None:
        event = ShipmentEvent(**delivery.body)
        if event.type == "shipment.requested":
            await book(parts, event.order_id)
        elif event.type == "shipment.cancelled":
            await parts.carrier.cancel(event.order_id)

    return handle


async def book(parts: BookingParts, order_id: str) -> None:
    shipment = await read(parts, order_id)
    if shipment.status == "requested":
        tracking_code = await parts.carrier.book(shipment)
        await note_answer(parts, order_id, tracking_code)
    # It may have been cancelled while we asked; then what we booked is taken back, also after a crash.
    if (await read(parts, order_id)).status == "cancelled":
        await parts.carrier.cancel(order_id)


async def note_answer(parts: BookingParts, order_id: str, tracking_code: str | None) -> None:
    async with parts.unit_of_work() as work:
        changed = await change_shipment(
            work.tx,
            order_id,
            "refused" if tracking_code is None else "booked",
            allowed_from=("requested",),
            tracking_code=tracking_code,
        )
        if changed is not None:
            announce(work, changed)


async def read(parts: BookingParts, order_id: str) -> Shipment:
    async with parts.unit_of_work() as work:
        shipment = await find_shipment(work.tx, order_id)
    if shipment is None:
        raise LookupError(f"there is no shipment for order {order_id}")
    return shipment
