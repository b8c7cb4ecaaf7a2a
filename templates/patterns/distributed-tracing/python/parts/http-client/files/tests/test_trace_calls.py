import pytest
from opentelemetry.trace import SpanKind

from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpRequest,
)
from service.patterns.tracing.trace_calls import trace_calls
from tests.spans import Recording, ids_of, parent_of

PAYMENTS = Dependency("payments", "http://payments:4001/base", 1)


async def test_a_call_is_a_span_below_its_request_and_tells_of_it() -> None:
    recording = Recording()
    sent: list[HttpRequest] = []

    async def answer(request: HttpRequest) -> HttpAnswer:
        sent.append(request)
        return HttpAnswer(201)

    call = trace_calls(recording.tracing)(PAYMENTS, answer)
    with recording.tracing.span("order", SpanKind.SERVER, {}):
        await call(HttpRequest("POST", "charges", headers={"idempotency-key": "a1"}))
    span, order = recording.spans()
    trace_id, span_id = ids_of(span)
    assert (span.name, parent_of(span)) == ("POST payments", ids_of(order)[1])
    assert sent[0].headers["idempotency-key"] == "a1"
    assert sent[0].headers["traceparent"].startswith(f"00-{trace_id}-{span_id}-")
    assert dict(span.attributes or {}) == {
        "http.request.method": "POST",
        "peer.service": "payments",
        "server.address": "payments",
        "server.port": 4001,
        "http.response.status_code": 201,
    }


async def test_a_call_without_an_answer_is_a_span_that_failed_and_fails_as_before() -> None:
    recording = Recording()

    async def refuse(_: HttpRequest) -> HttpAnswer:
        raise DependencyUnavailable("payments", "down")

    with pytest.raises(DependencyUnavailable):
        await trace_calls(recording.tracing)(PAYMENTS, refuse)(HttpRequest("GET", ""))
    assert recording.spans()[0].status.description == "payments: down"


async def test_each_attempt_has_a_span_of_its_own() -> None:
    recording = Recording()
    told: list[str] = []

    async def answer(request: HttpRequest) -> HttpAnswer:
        told.append(request.headers["traceparent"])
        return HttpAnswer(200)

    call = trace_calls(recording.tracing)(PAYMENTS, answer)
    with recording.tracing.span("order", SpanKind.SERVER, {}):
        for _ in range(2):
            await call(HttpRequest("GET", ""))
    assert len(set(told)) == 2 and len({one[:36] for one in told}) == 1
