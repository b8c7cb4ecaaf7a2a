"""Stand-ins for other services, in one server; each can be broken on demand.

`PUT /<service>/mode {"mode": "fail"}` does so from outside: `fail` answers 500, `hang` never answers,
`swallow` does what is asked and never answers, `kill` cuts the connection at once, as when the process
is gone, `cut` breaks off in the middle of an answer, `refuse` says no.
"""

import json
import os
import select
import signal
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = ("ok", "fail", "hang", "swallow", "kill", "cut", "refuse")
# The status, and what JSON can hold; None: no body.
Answer = tuple[int, Any]


@dataclass(frozen=True)
class Call:
    """A request to one of them: `PUT /payments/charges/a1` is of `charges` and about `a1`."""

    method: str
    what: str
    id: str
    # With names in small letters.
    headers: Mapping[str, str]
    raw: bytes
    mode: str

    @property
    def body(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw or b"{}")
        return found

    @property
    def refuse(self) -> bool:
        """It has to say no."""
        return self.mode == "refuse"


class FakeServices:
    """Listens from the start. Each of `services` answers one call at a time."""

    # How each may be told to behave.
    known_modes: tuple[str, ...] = MODES

    def __init__(
        self, services: Mapping[str, Callable[[Call], Answer]], port: int, host: str
    ) -> None:
        self._services = services
        self.modes = dict.fromkeys(services, "ok")
        # How many requests each got, whatever became of them.
        self.requests: Counter[str] = Counter()
        # The headers of the last request to each, with names in small letters.
        self.last_headers: dict[str, dict[str, str]] = {}
        # How many callers of each that hung went away.
        self.abandoned: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer((host, port), handler_of(self))
        self._server.daemon_threads = True
        self.host = host
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def url_of(self, service: str) -> str:
        return f"http://{self.host}:{self.port}/{service}"

    def environment(self) -> dict[str, str]:
        """Where the program under test finds them: `PAYMENTS_URL` and its like."""
        return {f"{name.upper()}_URL": self.url_of(name) for name in self._services}

    def close(self) -> None:
        """Requests that hang are cut off, as by a process that dies."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.partition("?")[0]
        name, what, id = (path.split("/") + ["", "", ""])[1:4]
        length = int(request.headers.get("content-length", "0"))
        raw = request.rfile.read(length)
        if len(raw) < length:
            # Whoever asked has gone away meanwhile.
            return None
        if name not in self._services:
            return send(request, (404, {"services": list(self._services)}))
        if what == "mode":
            return send(request, self._set_mode(name, raw))
        headers = {key.lower(): value for key, value in request.headers.items()}
        mode = self._note(name, headers)
        call = Call(request.command, what, id, headers, raw, mode)
        if mode == "hang":
            self._hang(name, request.connection)
        elif mode == "kill":
            request.connection.shutdown(socket.SHUT_RDWR)
        elif mode == "cut":
            send_head(request, 200, "application/json", 100)
            request.wfile.write(b'[{"id":')
        elif mode == "fail":
            send(request, (500, {"error": {"message": "told to fail"}}))
        else:
            self.answer(request, name, call)

    def answer(self, request: BaseHTTPRequestHandler, name: str, call: Call) -> None:
        with self._lock:
            answer = self._services[name](call)
        if call.mode == "swallow":
            self._hang(name, request.connection)
        else:
            send(request, answer)

    def _hang(self, name: str, connection: socket.socket) -> None:
        while not self._closing.is_set():
            if select.select([connection], [], [], 0.02)[0]:
                # There is nothing more to read but the end.
                self.abandoned[name] += 1
                return

    def _note(self, name: str, headers: dict[str, str]) -> str:
        with self._lock:
            self.requests[name] += 1
            self.last_headers[name] = headers
            return self.modes[name]

    def _set_mode(self, name: str, raw: bytes) -> Answer:
        wanted = json.loads(raw or b"{}").get("mode")
        if wanted not in self.known_modes:
            return 400, {"error": f"mode: {', '.join(self.known_modes)}"}
        self.modes[name] = str(wanted)
        return 200, dict(self.modes)


def handler_of(fakes: FakeServices) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            fakes.serve(self)

        do_GET = do_HEAD = do_PUT = do_PATCH = do_DELETE = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """The drills tell what there is to tell."""

    return Handler


def send(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    status, body = answer
    text = b"" if body is None else json.dumps(body).encode()
    send_head(request, status, "application/json", len(text))
    if request.command != "HEAD":
        request.wfile.write(text)


def send_head(request: BaseHTTPRequestHandler, status: int, kind: str, length: int | None) -> None:
    """Without a length the end of the body is that of the connection."""
    request.send_response(status)
    request.send_header("content-type", kind)
    if length is not None and status != 204:
        request.send_header("content-length", str(length))
    request.end_headers()


def serve_until_stopped(open_fakes: Callable[[int, str], FakeServices]) -> None:
    """The stand-ins as a program of their own."""
    host = os.environ.get("FAKE_DEPENDENCIES_HOST", "127.0.0.1")
    port = int(os.environ.get("FAKE_DEPENDENCIES_PORT", "4001"))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    fakes = open_fakes(port, host)
    print(f"{' and '.join(fakes.modes)} at http://{host}:{fakes.port}")
    for name in fakes.modes:
        print(f"PUT /{name}/mode breaks it, with a body such as {json.dumps({'mode': 'fail'})}")
    sys.stdout.flush()
    stop.wait()
    fakes.close()
