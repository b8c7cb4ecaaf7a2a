"""Where no caller waits there is no deadline. See docs/adr/deadline-propagation.md."""

from service.messaging.broker import Delivery, Handler
from service.patterns.deadline import current_deadline


def forget_deadline(_: str, next_handler: Handler) -> Handler:
    """A message has no caller who waits, also where it is delivered in the wake of a request."""

    async def handle(delivery: Delivery) -> None:
        current_deadline.set(None)
        await next_handler(delivery)

    return handle
