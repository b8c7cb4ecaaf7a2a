import pytest
from opentelemetry.trace import SpanKind

from service.database.database import open_database
from service.messaging.broker import Delivery
from service.messaging.unit_of_work import UnitOfWork
from service.patterns.tracing.trace_context import trace_headers
from service.patterns.tracing.trace_messages import trace_messages
from tests.databases import empty_database
from tests.spans import Recording, ids_of, parent_of


def delivery(headers: dict[str, str]) -> Delivery:
    return Delivery("m1", "orders", "a1", {}, headers, 2)


async def ignore(_: Delivery) -> None:
    """Handles a message well."""


async def test_a_message_is_handled_within_the_trace_of_the_change_that_it_tells_of() -> None:
    recording = Recording()
    with recording.tracing.span("order", SpanKind.SERVER, {}):
        headers = trace_headers()
    await trace_messages(recording.tracing)("mail", ignore)(delivery(headers))
    order, span = recording.spans()
    assert ids_of(span)[0] == ids_of(order)[0]
    assert (span.name, parent_of(span)) == ("process orders", ids_of(order)[1])
    assert dict(span.attributes or {}) == {
        "messaging.operation.type": "process",
        "messaging.destination.name": "orders",
        "messaging.consumer.group.name": "mail",
        "messaging.message.id": "m1",
        "messaging.delivery.attempt": 2,
    }


async def test_a_message_without_a_trace_begins_one_also_in_the_wake_of_a_request() -> None:
    recording = Recording()
    with recording.tracing.span("request", SpanKind.SERVER, {}):
        await trace_messages(recording.tracing)("mail", ignore)(delivery({}))
    handled, request = recording.spans()
    assert parent_of(handled) is None
    assert ids_of(handled)[0] != ids_of(request)[0]


async def test_a_handler_that_raises_marks_its_span_and_the_message_comes_again() -> None:
    recording = Recording()

    async def refuse(_: Delivery) -> None:
        raise ValueError("not yet")

    with pytest.raises(ValueError):
        await trace_messages(recording.tracing)("mail", refuse)(delivery({}))
    assert recording.spans()[0].status.description == "not yet"


async def test_an_event_carries_the_trace_of_the_change_that_it_tells_of() -> None:
    recording = Recording()
    async with empty_database() as url:
        database = await open_database(url)
        with recording.tracing.span("order", SpanKind.SERVER, {}):
            async with UnitOfWork(database)() as work:
                work.emit("orders", "a1", {"n": 1})
        await database.dispose()
    trace_id = ids_of(recording.spans()[-1])[0]
    assert work.events[0].headers["traceparent"].split("-")[1] == trace_id
