"""Thanks those for whom `thank-customers` is on. A message that is sent again asks again."""

from service.notifications import TextOf, plain_text
from service.orders.order_events import OrderEvent
from service.patterns.feature_flags.feature_flags import FeatureFlags
from service.patterns.feature_flags.flags import Flag


def thank_customers(flags: FeatureFlags) -> TextOf:
    def text_of(event: OrderEvent) -> str | None:
        order = event.order
        if event.type == "order.paid" and flags.is_on(Flag.THANK_CUSTOMERS, order.id):
            return f"Thank you! Your order of {order.item} is on its way."
        return plain_text(event)

    return text_of
