import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from opentelemetry import trace
from opentelemetry.trace import SpanKind, StatusCode
from starlette.types import Receive, Scope, Send

from service.config import read_config
from service.http.app import create_app, measured
from service.http.health import Health
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.tracing.span_exporters import span_processors
from service.patterns.tracing.trace_context import trace_headers
from service.patterns.tracing.trace_requests import TraceRequests
from service.patterns.tracing.tracing import Tracing
from tests.spans import Recording, ids_of, parent_of
from tools.collector import Collector

TRACE = "0af7651916cd43dd8448eb211c80319c"
CALLER = "b7ad6b7169203331"
KEPT = f"00-{TRACE}-{CALLER}-01"
DROPPED = f"00-{TRACE}-{CALLER}-00"


def traced_app(recording: Recording, level: str = "silent") -> FastAPI:
    """Its route tells what it would send on."""
    log, metrics = create_log(level), Metrics()
    app = create_app(log, metrics, Health())

    @app.post("/things/{name}")
    async def tell(name: str) -> dict[str, str]:
        return trace_headers()

    @app.get("/broken")
    async def broken() -> None:
        raise ValueError("broken")

    app = measured(app, log, metrics)
    app.add_middleware(TraceRequests, tracing=recording.tracing)
    return app


async def ask(
    app: FastAPI, method: str = "POST", path: str = "/things/7?a=1", traceparent: str | None = None
) -> Any:
    asgi: Any = app
    transport = httpx.ASGITransport(app=asgi, raise_app_exceptions=False)
    headers = {} if traceparent is None else {"traceparent": traceparent}
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as http:
        return (await http.request(method, path, headers=headers)).text


async def test_a_request_goes_on_with_the_trace_of_its_caller_and_so_do_those_who_are_called_for_it() -> None:
    recording = Recording()
    told = json.loads(await ask(traced_app(recording), traceparent=KEPT))
    [span] = recording.spans()
    trace_id, span_id = ids_of(span)
    assert (trace_id, parent_of(span)) == (TRACE, CALLER)
    assert told == {"traceparent": f"00-{TRACE}-{span_id}-01"}


async def test_the_line_of_the_log_that_tells_of_a_request_says_its_trace(
    capsys: pytest.CaptureFixture[str],
) -> None:
    recording = Recording()
    await ask(traced_app(recording, "info"), traceparent=KEPT)
    [line] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (line["trace_id"], line["span_id"]) == ids_of(recording.spans()[0])
    assert line["trace_id"] == TRACE


async def test_a_request_is_named_by_its_route_never_by_its_address() -> None:
    recording = Recording()
    await ask(traced_app(recording))
    [span] = recording.spans()
    assert span.name == "POST /things/{name}"
    assert dict(span.attributes or {}) == {
        "http.request.method": "POST",
        "http.route": "/things/{name}",
        "url.path": "/things/7",
        "http.response.status_code": 200,
    }


@pytest.mark.parametrize("traceparent", [None, "nonsense", f"00-{'0' * 32}-{CALLER}-01"])
async def test_a_request_begins_a_trace_of_its_own_where_its_caller_names_none(
    traceparent: str | None,
) -> None:
    recording = Recording()
    await ask(traced_app(recording), traceparent=traceparent)
    [span] = recording.spans()
    assert parent_of(span) is None and int(ids_of(span)[0], 16) != 0


async def test_a_request_that_went_wrong_is_marked() -> None:
    recording = Recording()
    await ask(traced_app(recording), "GET", "/broken")
    assert recording.spans()[0].status.status_code is StatusCode.ERROR


async def test_an_answer_that_breaks_off_is_marked() -> None:
    recording = Recording()

    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ha", "more_body": True})

    async def nothing(_: Any = None) -> Any:
        return None

    scope = {"type": "http", "method": "GET", "path": "/half", "headers": []}
    await TraceRequests(half, recording.tracing)(scope, nothing, nothing)
    assert recording.spans()[0].status.description == "the answer broke off"


async def test_health_and_metrics_are_not_traced() -> None:
    recording = Recording()
    app = traced_app(recording)
    await ask(app, "GET", "/health/live", KEPT)
    await ask(app, "GET", "/metrics", KEPT)
    assert recording.spans() == []


async def test_requests_at_the_same_time_keep_to_their_traces() -> None:
    recording = Recording()
    app = traced_app(recording)
    parents = [f"00-{number:032x}-{CALLER}-01" for number in range(1, 21)]
    told = await asyncio.gather(*(ask(app, traceparent=parent) for parent in parents))
    assert [json.loads(one)["traceparent"][:36] for one in told] == [one[:36] for one in parents]


async def test_nothing_is_kept_at_a_ratio_of_0_and_others_are_told_so() -> None:
    recording = Recording(ratio=0)
    flags = json.loads(await ask(traced_app(recording)))["traceparent"][-2:]
    # The lowest bit says that it is kept, the one above it that the number was drawn by chance.
    assert int(flags, 16) & 1 == 0
    assert recording.spans() == []


@pytest.mark.parametrize(("traceparent", "ratio", "kept"), [(KEPT, 0, 1), (DROPPED, 1, 0)])
async def test_whether_a_trace_is_kept_is_decided_where_it_begins(
    traceparent: str, ratio: float, kept: int
) -> None:
    recording = Recording(ratio)
    await ask(traced_app(recording), traceparent=traceparent)
    assert len(recording.spans()) == kept


def test_work_that_fails_marks_its_span_and_the_error_goes_on() -> None:
    recording = Recording()
    with pytest.raises(TypeError), recording.tracing.span("work", SpanKind.INTERNAL, {}):
        raise TypeError("no")
    status = recording.spans()[0].status
    assert (status.status_code, status.description) == (StatusCode.ERROR, "no")


async def test_a_span_is_current_until_its_work_has_ended_and_not_after_that() -> None:
    recording = Recording()
    with recording.tracing.span("work", SpanKind.INTERNAL, {}) as span:
        await asyncio.sleep(0)
        assert trace.get_current_span() is span
    assert not trace.get_current_span().get_span_context().is_valid


def exporting(metrics: Metrics, level: str = "silent", **env: str) -> Tracing:
    config = read_config(env)
    return Tracing("shop", 1, span_processors(config, create_log(level), metrics))


async def test_spans_are_with_the_collector_when_the_service_has_stopped() -> None:
    collector, metrics = Collector(), Metrics()
    try:
        tracing = exporting(metrics, **collector.environment())
        with tracing.span("work", SpanKind.INTERNAL, {}):
            pass
        await tracing.stop()
    finally:
        collector.close()
    assert [span.name for span in collector.spans] == ["work"]
    assert metrics.registry.get_sample_value("trace_spans_lost_total") == 0


async def test_spans_that_the_collector_does_not_take_are_counted_and_the_stop_is_not_held_up() -> None:
    collector, metrics = Collector(), Metrics()
    collector.close()
    tracing = exporting(metrics, **collector.environment())
    with tracing.span("work", SpanKind.INTERNAL, {}):
        pass
    await asyncio.wait_for(tracing.stop(), 8)
    assert metrics.registry.get_sample_value("trace_spans_lost_total") == 1


def test_spans_are_lines_of_the_log_where_there_is_no_collector(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tracing = exporting(Metrics(), "info", OTEL_TRACES_EXPORTER="console")
    with tracing.span("outer", SpanKind.INTERNAL, {}):
        with tracing.span("inner", SpanKind.INTERNAL, {"answer": 42, "unknown": None}):
            pass
    inner, outer = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (inner["span"], inner["attributes"]) == ("inner", {"answer": 42})
    assert (inner["trace_id"], inner["parent_id"]) == (outer["trace_id"], outer["span_id"])


def test_nothing_is_sent_unless_it_is_asked_for() -> None:
    assert span_processors(read_config({}), create_log("silent"), Metrics()) == []
