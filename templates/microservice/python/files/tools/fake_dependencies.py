"""Stand-ins for payments, stock and notifications in one server, for tests, drills and local runs.

`PUT /payments/mode {"mode": "fail"}` breaks one on demand: `fail` answers 500, `hang` never answers,
`refuse` says no: card declined, out of stock.
"""

import json
import os
import signal
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = ("ok", "fail", "hang", "refuse")
SERVICES = ("payments", "stock", "notifications")
Answer = tuple[int, dict[str, Any]]


@dataclass
class Call:
    method: str
    # What follows the name of the service, such as `charges` or `reservations/a1`.
    what: str
    id: str
    key: str
    body: dict[str, Any]
    refuse: bool


@dataclass
class Fakes:
    """What was asked of the stand-ins, and how they are to behave."""

    modes: dict[str, str] = field(default_factory=lambda: dict.fromkeys(SERVICES, "ok"))
    # How many requests each got, whatever became of them.
    requests: Counter[str] = field(default_factory=Counter)
    # The headers of the last request to each, with names in small letters.
    last_headers: dict[str, dict[str, str]] = field(default_factory=dict)
    # Amount by order: a key is charged once.
    charged: dict[str, int] = field(default_factory=dict)
    refunded: set[str] = field(default_factory=set)
    # Quantity by order.
    reserved: dict[str, int] = field(default_factory=dict)
    # Text by key.
    sent: dict[str, str] = field(default_factory=dict)

    def payments(self, call: Call) -> Answer:
        if not call.key:
            return 400, {"error": "idempotency-key is missing"}
        if call.what == "refunds":
            if call.key in self.charged:
                self.refunded.add(call.key)
            return 200, {}
        amount = int(call.body["amountCents"])
        if call.key not in self.charged and call.refuse:
            return 402, {"reason": "insufficient funds"}
        if self.charged.setdefault(call.key, amount) != amount:
            return 422, {"error": "the key was used for another amount"}
        return 200, {"paymentId": f"payment-{call.key}"}

    def stock(self, call: Call) -> Answer:
        if call.method == "DELETE":
            return (404, {}) if self.reserved.pop(call.id, None) is None else (200, {})
        if call.id not in self.reserved and call.refuse:
            return 409, {"error": "not enough"}
        self.reserved[call.id] = int(call.body["quantity"])
        return 200, {}

    def notifications(self, call: Call) -> Answer:
        if call.refuse:
            return 400, {"error": "told to refuse"}
        self.sent[call.id] = str(call.body["text"])
        return 200, {}


class FakeDependencies(Fakes):
    """The stand-ins, listening."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer((host, port), self._handler())
        self._server.daemon_threads = True
        self.host = host
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def url_of(self, service: str) -> str:
        return f"http://{self.host}:{self.port}/{service}"

    def close(self) -> None:
        """Requests that hang are cut off, as by a process that dies."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fakes = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                answer = fakes._serve(self)
                if answer is None:
                    return
                status, body = answer
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_PUT = do_DELETE = do_POST

            def log_message(self, format: str, *args: object) -> None:
                """The drills tell what there is to tell."""

        return Handler

    def _serve(self, request: BaseHTTPRequestHandler) -> Answer | None:
        """None when there is to be no answer."""
        service, what, id = (request.path.split("/") + ["", "", ""])[1:4]
        if service not in SERVICES:
            return 404, {"services": SERVICES}
        length = int(request.headers.get("content-length", "0"))
        body = json.loads(request.rfile.read(length) or b"{}")
        if what == "mode":
            return self._set_mode(service, body.get("mode"))
        headers = {name.lower(): value for name, value in request.headers.items()}
        with self._lock:
            self.requests[service] += 1
            self.last_headers[service] = headers
            mode = self.modes[service]
        if mode == "hang":
            self._closing.wait()
            return None
        if mode == "fail":
            return 500, {"error": "told to fail"}
        key = headers.get("idempotency-key", "")
        call = Call(request.command, what, id, key, body, mode == "refuse")
        with self._lock:
            serve = {"payments": self.payments, "stock": self.stock}.get(service)
            return (serve or self.notifications)(call)

    def _set_mode(self, service: str, wanted: object) -> Answer:
        if wanted not in MODES:
            return 400, {"error": f"mode: {', '.join(MODES)}"}
        self.modes[service] = str(wanted)
        return 200, dict(self.modes)


def main() -> None:
    host = os.environ.get("FAKE_DEPENDENCIES_HOST", "127.0.0.1")
    port = int(os.environ.get("FAKE_DEPENDENCIES_PORT", "4001"))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    fakes = FakeDependencies(port, host)
    print(f"payments, stock and notifications at http://{host}:{fakes.port}", flush=True)
    print('PUT /payments/mode {"mode":"ok|fail|hang|refuse"} breaks one of them', flush=True)
    stop.wait()
    fakes.close()


if __name__ == "__main__":
    main()
