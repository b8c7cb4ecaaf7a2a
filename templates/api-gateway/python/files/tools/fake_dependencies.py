"""Stand-ins for orders, customers and the identity provider in one server, for tests and local runs.

`PUT /orders/mode {"mode": "fail"}` breaks one on demand: `fail` answers 500, `hang` never answers,
`cut` breaks off in the middle of an answer, `kill` cuts the connection at once, as when the process
is gone.
"""

import json
import os
import select
import signal
import socket
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tools.identity import Identity

MODES = ("ok", "fail", "hang", "cut", "kill")
SERVICES = ("orders", "customers")
# None: no body.
Answer = tuple[int, Any]


@dataclass
class Call:
    method: str
    # Below the service, with its slash: `/orders/a1`.
    path: str
    body: bytes

    @property
    def id(self) -> str:
        return (self.path.split("/") + ["", ""])[2]


@dataclass
class Fakes:
    """What was asked of the stand-ins, and how they are to behave."""

    modes: dict[str, str] = field(default_factory=lambda: dict.fromkeys(SERVICES, "ok"))
    # How many requests each got, whatever became of them.
    requests: Counter[str] = field(default_factory=Counter)
    # The headers of the last request to each, with names in small letters.
    last_headers: dict[str, dict[str, str]] = field(default_factory=dict)
    # How many callers went away before they had their answer.
    abandoned: Counter[str] = field(default_factory=Counter)
    # How often somebody asked for the keys of tokens.
    key_fetches: int = 0
    identity: Identity = field(default_factory=Identity)
    # By id.
    placed: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Lets `GET /orders/export` go on after its first line.
    export_released: threading.Event = field(default_factory=threading.Event)

    def orders(self, call: Call) -> Answer:
        if call.path.startswith("/catalogue/"):
            return 200, {"items": ["tea", "cups"]}
        if call.method == "PUT":
            status = 200 if call.id in self.placed else 201
            self.placed[call.id] = {"id": call.id, **json.loads(call.body), "status": "paid"}
            return status, self.placed[call.id]
        if call.method == "POST":
            return 201, {"received": len(call.body)}
        if call.method == "DELETE":
            return (404, {}) if self.placed.pop(call.id, None) is None else (204, None)
        if not call.id:
            return 200, list(self.placed.values())
        found = self.placed.get(call.id)
        return (404, {"error": "no such order"}) if found is None else (200, found)

    def customers(self, call: Call) -> Answer:
        if call.id == "nobody":
            return 404, {}
        return 200, {"id": call.id, "name": f"Customer {call.id}"}

    def identify(self, call: Call) -> Answer:
        if call.path == "/jwks.json":
            self.key_fetches += 1
            return 200, self.identity.key_set
        return 201, {"token": self.identity.token(**json.loads(call.body or b"{}"))}

    def set_mode(self, service: str, call: Call) -> Answer:
        wanted = json.loads(call.body or b"{}").get("mode")
        if wanted not in MODES:
            return 400, {"error": f"mode: {', '.join(MODES)}"}
        self.modes[service] = wanted
        return 200, dict(self.modes)


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

    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"

    def url_of(self, service: str) -> str:
        return f"{self.origin}/{service}"

    def environment(self) -> dict[str, str]:
        """What the gateway has to be told to find them."""
        upstreams = (f"{service}={self.url_of(service)}" for service in SERVICES)
        jwks_url = f"{self.url_of('identity')}/jwks.json"
        return {"UPSTREAMS": ",".join(upstreams), "JWKS_URL": jwks_url}

    def close(self) -> None:
        """Requests that hang are cut off, as by a process that dies."""
        self._closing.set()
        self.export_released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fakes = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                fakes._serve(self)

            do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

            def log_message(self, format: str, *args: object) -> None:
                """The drills tell what there is to tell."""

        return Handler

    def _serve(self, request: BaseHTTPRequestHandler) -> None:
        service, _, path = request.path.split("?")[0].removeprefix("/").partition("/")
        length = int(request.headers.get("content-length", "0"))
        call = Call(request.command, f"/{path}", request.rfile.read(length))
        if service == "identity":
            return send(request, self.identify(call))
        if service not in SERVICES:
            return send(request, (404, {"services": SERVICES}))
        if call.path == "/mode":
            return send(request, self.set_mode(service, call))
        with self._lock:
            self.requests[service] += 1
            self.last_headers[service] = {
                name.lower(): value for name, value in request.headers.items()
            }
        self._behave(service, request, call)

    def _behave(self, service: str, request: BaseHTTPRequestHandler, call: Call) -> None:
        mode = self.modes[service]
        if mode == "hang":
            self._hang(service, request.connection)
        elif mode == "kill":
            request.connection.shutdown(socket.SHUT_RDWR)
        elif mode == "cut":
            send_head(request, 200, "application/json", 100)
            request.wfile.write(b'[{"id":')
        elif mode == "fail":
            send(request, (500, {"error": "told to fail"}))
        elif call.path == "/orders/export":
            self._export(request)
        else:
            with self._lock:
                answer = self.orders(call) if service == "orders" else self.customers(call)
            send(request, answer)

    def _hang(self, service: str, connection: socket.socket) -> None:
        while not self._closing.is_set():
            if select.select([connection], [], [], 0.02)[0]:
                # There is nothing more to read but the end.
                self.abandoned[service] += 1
                return

    def _export(self, request: BaseHTTPRequestHandler) -> None:
        """Its end is that of the connection."""
        send_head(request, 200, "text/csv", None)
        request.wfile.write(b"id,item\n")
        self.export_released.wait()
        request.wfile.write(b"a1,tea\n")


def send(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    status, body = answer
    text = b"" if body is None else json.dumps(body).encode()
    send_head(request, status, "application/json", len(text))
    if request.command != "HEAD":
        request.wfile.write(text)


def send_head(request: BaseHTTPRequestHandler, status: int, kind: str, length: int | None) -> None:
    request.send_response(status)
    request.send_header("content-type", kind)
    if length is not None and status != 204:
        request.send_header("content-length", str(length))
    request.end_headers()


def main() -> None:
    host = os.environ.get("FAKE_DEPENDENCIES_HOST", "127.0.0.1")
    port = int(os.environ.get("FAKE_DEPENDENCIES_PORT", "4001"))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    fakes = FakeDependencies(port, host)
    print(f"orders, customers and identity at {fakes.origin}", flush=True)
    print("POST /identity/tokens gives a token", flush=True)
    modes = "|".join(MODES)
    print(f'PUT /orders/mode {{"mode":"{modes}"}} breaks one of them', flush=True)
    stop.wait()
    fakes.close()


if __name__ == "__main__":
    main()
