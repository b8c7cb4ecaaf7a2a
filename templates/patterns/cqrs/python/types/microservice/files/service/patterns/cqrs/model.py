"""The read model of this service."""

from service.patterns.cqrs.order_feed import order_feed
from service.patterns.cqrs.order_views import OrderViews

read_model = OrderViews(order_feed)
