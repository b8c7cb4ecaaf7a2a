"""Decides what an order event means for us.

It changes our own tables only: the carrier is called later.
"""

from service.events.order_events import OrderPaid, read_order_event
from service.events.shipment_events import announce
from service.messaging.broker import Message
from service.messaging.unit_of_work import Work
from service.shipping.shipment import Shipment
from service.shipping.shipment_store import change_shipment, open_shipment


async def consume_orders(work: Work, message: Message) -> None:
    event = read_order_event(message.body)
    if isinstance(event, OrderPaid):
        await request(work, event)
    else:
        await cancel(work, event.order_id)


async def request(work: Work, event: OrderPaid) -> None:
    shipment = Shipment(event.order_id, event.customer, event.lines, "requested")
    if await open_shipment(work.tx, shipment):
        announce(work, shipment)


async def cancel(work: Work, order_id: str) -> None:
    """A message that failed is overtaken by those after it, so the cancellation may come first.

    It leaves a shipment that is cancelled already, for the payment to find.
    """
    if await open_shipment(work.tx, Shipment(order_id, "", [], "cancelled")):
        return
    cancelled = await change_shipment(
        work.tx, order_id, "cancelled", allowed_from=("requested", "booked")
    )
    if cancelled is not None:
        announce(work, cancelled)
