"""A span for each statement, below what asked for it."""

from collections.abc import Callable
from typing import Any

from opentelemetry.trace import SpanKind
from sqlalchemy import event
from sqlalchemy.engine import Engine, ExceptionContext

from service.patterns.tracing.trace_context import current_tracer
from service.patterns.tracing.tracing import fail


def trace_queries() -> None:
    """Of every engine of this process.

    The text of a statement has placeholders where values stand. Work that nobody is waiting for is
    not traced.
    """
    listeners: dict[str, Callable[..., None]] = {
        "before_cursor_execute": begin,
        "after_cursor_execute": end,
        "handle_error": end_in_error,
    }
    for name, listener in listeners.items():
        if not event.contains(Engine, name, listener):
            event.listen(Engine, name, listener)


def begin(_: Any, __: Any, statement: str, ___: Any, execution: Any, ____: bool) -> None:
    tracer = current_tracer()
    if tracer is None:
        return
    operation = statement.split(None, 1)[0].lower()
    attributes = {"db.query.text": statement, "db.operation.name": operation}
    execution.traced = tracer.start_span(
        f"query {operation}", kind=SpanKind.CLIENT, attributes=attributes
    )


def end(_: Any, __: Any, ___: str, ____: Any, execution: Any, _____: bool) -> None:
    span = getattr(execution, "traced", None)
    if span is not None:
        span.end()


def end_in_error(failed: ExceptionContext) -> None:
    span = getattr(failed.execution_context, "traced", None)
    if span is not None:
        fail(span, failed.original_exception)
        span.end()
