"""A span for each request, within the trace of its caller."""

from opentelemetry import context
from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, StatusCode
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.patterns.tracing.trace_context import context_from
from service.patterns.tracing.tracing import Tracing

# Asked by machines every few seconds: traces of them would bury the others.
UNTRACED = ("/health/", "/metrics")


class TraceRequests:
    """Outermost, so that the line of the log that tells of a request belongs to its trace."""

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self._app = app
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        pairs = scope["headers"]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}
        parent = context_from(headers)
        if not scope["path"].startswith(UNTRACED):
            return await self._traced(parent, scope, receive, send)
        # Whoever is called from here goes on with the trace of the caller all the same.
        token = context.attach(parent)
        try:
            await self._app(scope, receive, send)
        finally:
            context.detach(token)

    async def _traced(self, parent: Context, scope: Scope, receive: Receive, send: Send) -> None:
        is_whole = False

        async def note(message: Message) -> None:
            nonlocal is_whole
            if message["type"] == "http.response.start":
                note_status(span, message["status"])
            await send(message)
            is_whole = message["type"] == "http.response.body" and not message.get("more_body")

        method: str = scope["method"]
        attributes = {"http.request.method": method, "url.path": scope["path"]}
        with self._tracing.span(method, SpanKind.SERVER, attributes, parent) as span:
            try:
                await self._app(scope, receive, note)
            finally:
                name_by_route(span, method, scope)
            if not is_whole:
                span.set_status(StatusCode.ERROR, "the answer broke off")


def note_status(span: Span, status: int) -> None:
    span.set_attribute("http.response.status_code", status)
    if status >= 500:
        span.set_status(StatusCode.ERROR)


def name_by_route(span: Span, method: str, scope: Scope) -> None:
    """By its route, which is known when it was found, and never by its address."""
    route = getattr(scope.get("route"), "path", None)
    if route is not None:
        span.update_name(f"{method} {route}")
        span.set_attribute("http.route", route)
