"""A stand-in for the orders service, for tests and local runs.

`PUT /mode {"mode": "fail"}` breaks it on demand: `fail` answers 500, `hang` never answers, `swallow`
does what is asked and never answers, `pending` takes its time, `refuse` declines, `kill` cuts the
connection at once.
"""

import json
import os
import signal
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = ("ok", "fail", "hang", "swallow", "pending", "refuse", "kill")
STATUS = {"declined": 402, "pending": 202}
Answer = tuple[int, Any]


@dataclass
class Fakes:
    """What was asked of the stand-in, and how it is to behave."""

    mode: str = "ok"
    # How many requests came, whatever became of them.
    requests: int = 0
    # Of the last request, with names in small letters.
    last_headers: dict[str, str] = field(default_factory=dict)
    # By id: an id stands for one order.
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)

    def place(self, order_id: str, body: dict[str, Any]) -> Answer:
        known = self.orders.get(order_id)
        if known is not None and known["item"] != body["item"]:
            return 409, {"error": {"message": f"order {order_id} exists with other contents"}}
        status = {"pending": "pending", "refuse": "declined"}.get(self.mode, "paid")
        order = self.orders.setdefault(order_id, {"id": order_id, **body, "status": status})
        return STATUS.get(order["status"], 201), order

    def find(self, order_id: str) -> Answer:
        order = self.orders.get(order_id)
        if order is None:
            return 404, {"error": {"message": "no such order"}}
        if order["status"] == "pending" and self.mode == "ok":
            order["status"] = "paid"
        return 200, order

    def set_mode(self, wanted: object) -> Answer:
        if wanted not in MODES:
            return 400, {"error": f"mode: {', '.join(MODES)}"}
        self.mode = str(wanted)
        return 200, {"mode": self.mode}


class FakeDependencies(Fakes):
    """The stand-in, listening."""

    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer((host, port), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://{host}:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        """Requests that hang are cut off, as by a process that dies."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fakes = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                fakes._serve(self)

            do_PUT = do_GET

            def log_message(self, format: str, *args: object) -> None:
                """The drills tell what there is to tell."""

        return Handler

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        _, what, order_id = (request.path.split("/") + [""])[:3]
        length = int(request.headers.get("content-length", "0"))
        body = json.loads(request.rfile.read(length) or b"{}")
        if what == "mode":
            return send(request, self.set_mode(body.get("mode")))
        with self._lock:
            self.requests += 1
            self.last_headers = {name.lower(): value for name, value in request.headers.items()}
        if self.mode == "kill":
            request.connection.shutdown(socket.SHUT_RDWR)
            return None
        if self.mode == "hang":
            self._closing.wait()
            return None
        if self.mode == "fail":
            return send(request, (500, {"error": {"message": "told to fail"}}))
        with self._lock:
            is_put = request.command == "PUT"
            answer = self.place(order_id, body) if is_put else self.find(order_id)
        if self.mode == "swallow":
            self._closing.wait()
            return None
        return send(request, answer)


def send(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    status, body = answer
    text = json.dumps(body).encode()
    request.send_response(status)
    request.send_header("content-type", "application/json")
    request.send_header("content-length", str(len(text)))
    request.end_headers()
    request.wfile.write(text)


def main() -> None:
    host = os.environ.get("FAKE_DEPENDENCIES_HOST", "127.0.0.1")
    port = int(os.environ.get("FAKE_DEPENDENCIES_PORT", "4001"))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    fakes = FakeDependencies(port, host)
    print(f"orders at {fakes.url}", flush=True)
    modes = "|".join(MODES)
    print(f'PUT /mode {{"mode":"{modes}"}} breaks it', flush=True)
    stop.wait()
    fakes.close()


if __name__ == "__main__":
    main()
