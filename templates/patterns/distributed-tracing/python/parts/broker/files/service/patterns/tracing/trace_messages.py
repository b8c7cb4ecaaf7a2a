"""A span for each delivery, within the trace of the change that the message tells of."""

from opentelemetry.trace import SpanKind

from service.messaging.broker import Delivery, Handler, HandlerPolicy
from service.patterns.tracing.trace_context import context_from
from service.patterns.tracing.tracing import Attributes, Tracing


def trace_messages(tracing: Tracing) -> HandlerPolicy:
    def policy(group: str, next_handler: Handler) -> Handler:
        async def handle(delivery: Delivery) -> None:
            attributes: Attributes = {
                "messaging.operation.type": "process",
                "messaging.destination.name": delivery.topic,
                "messaging.consumer.group.name": group,
                "messaging.message.id": delivery.id,
                "messaging.delivery.attempt": delivery.attempt,
            }
            name, parent = f"process {delivery.topic}", context_from(delivery.headers)
            with tracing.span(name, SpanKind.CONSUMER, attributes, parent):
                await next_handler(delivery)

        return handle

    return policy
