"""The HTTP interface: requests in, answers out."""

from __future__ import annotations

import contextlib
import json
import logging
import math
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Optional

from service.orders import (
    InvalidOrder,
    OrderConflict,
    OrderStore,
    check_order_id,
    parse_order_request,
    place_order,
)
from service.payments import Payments, PaymentsUnavailable

_log = logging.getLogger(__name__)
_LONGEST_BODY = 16 * 1024
# Each has a thread; who comes on top is sent away.
_MOST_AT_ONCE = 200
_NO_PLACE = (
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)
_ORDER_PATH = re.compile(r"/orders/([^/?]+)")


@dataclass
class AppParts:
    """What the requests work with. Patterns wrap `payments` while the service is built."""

    orders: OrderStore
    payments: Payments
    # How each dependency does, in a word, for /health/ready.
    dependencies: dict[str, Callable[[], str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


class ServiceServer(ThreadingHTTPServer):
    # server_close() waits for requests under way, which it does not for daemon threads.
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], parts: AppParts) -> None:
        super().__init__(address, RequestHandler)
        self.parts = parts
        self.stopping = False
        self.url = f"http://{address[0]}:{self.server_address[1]}"
        self._places = threading.Semaphore(_MOST_AT_ONCE)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        with contextlib.suppress(OSError):
            request.sendall(_NO_PLACE)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()


class RequestHandler(BaseHTTPRequestHandler):
    """Each connection serves one request, so no idle connection holds up a stop."""

    # Seconds that a client may be silent.
    timeout = 5
    server: ServiceServer
    server_version = "service"
    sys_version = ""

    def do_GET(self) -> None:
        self._serve(self._get)

    def do_PUT(self) -> None:
        self._serve(self._put)

    def _serve(self, route: Callable[[], Answer]) -> None:
        started_at = time.monotonic()
        try:
            answer = route()
        except Exception as error:
            answer = _answer_to(error)
        self._send(answer)
        level = logging.DEBUG if self.path.startswith("/health/") else logging.INFO
        took_ms = round((time.monotonic() - started_at) * 1000, 1)
        request = {"method": self.command, "path": self.path, "status": answer.status}
        _log.log(level, "request", extra={**request, "tookMs": took_ms})

    def _get(self) -> Answer:
        if self.path == "/health/live":
            return Answer(200, {"status": "live"})
        if self.path == "/health/ready":
            return self._readiness()
        order_id = self._order_id()
        if order_id is None:
            return _nothing_here(self.path)
        order = self.server.parts.orders.get(order_id)
        if order is None:
            return _error(404, "not-found", f"there is no order {order_id}")
        return Answer(200, order.to_json())

    def _put(self) -> Answer:
        """The client chooses the id and PUTs the order.

        A request without an answer can so be sent again as it is: no second order is made and no
        second charge.
        """
        order_id = self._order_id()
        if order_id is None:
            return _nothing_here(self.path)
        body = self._body()
        if isinstance(body, Answer):
            return body
        parts = self.server.parts
        is_new = parts.orders.get(order_id) is None
        order = place_order(order_id, parse_order_request(body), parts.orders, parts.payments)
        if order.status == "declined":
            return Answer(402, order.to_json())
        return Answer(201 if is_new else 200, order.to_json())

    def _readiness(self) -> Answer:
        """Liveness says that the process can answer, readiness that it wants traffic.

        Neither fails because payments is down: restarting this service or taking it out of rotation
        would not mend payments, and reading orders works without it.
        """
        states = {name: state() for name, state in self.server.parts.dependencies.items()}
        stopping = self.server.stopping
        body = {"status": "stopping" if stopping else "ready", "dependencies": states}
        return Answer(503 if stopping else 200, body)

    def _order_id(self) -> Optional[str]:
        match = _ORDER_PATH.fullmatch(self.path)
        return None if match is None else check_order_id(match.group(1))

    def _body(self) -> object:
        """The JSON that came, or the answer to a body that cannot be taken."""
        length = self.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            return _error(411, "invalid", "content-length is missing")
        if int(length) > _LONGEST_BODY:
            return _error(413, "invalid", f"the body is longer than {_LONGEST_BODY} bytes")
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return _error(400, "invalid", "body: is not JSON")

    def _send(self, answer: Answer) -> None:
        body = json.dumps(answer.body).encode()
        self.send_response(answer.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Only requests that are not HTTP come here; the others are logged by `_serve`."""
        _log.warning(format % args)

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Done by `_serve`, which knows how long it took."""


def _answer_to(error: Exception) -> Answer:
    """What we did not foresee is logged and not told."""
    if isinstance(error, InvalidOrder):
        return _error(400, "invalid", str(error))
    if isinstance(error, OrderConflict):
        return _error(409, "conflict", str(error))
    if isinstance(error, PaymentsUnavailable):
        _log.warning("order left pending", extra={"reason": str(error)})
        retry_after_s = max(1, math.ceil(error.retry_after_s or 1))
        answer = _error(503, "payments-unavailable", "try the same request again later")
        return Answer(answer.status, answer.body, {"retry-after": str(retry_after_s)})
    _log.error("unexpected error", exc_info=error)
    return _error(500, "internal", "internal error")


def _error(status: int, code: str, message: str) -> Answer:
    return Answer(status, {"error": {"code": code, "message": message}})


def _nothing_here(path: str) -> Answer:
    return _error(404, "not-found", f"{path} is nothing here")
