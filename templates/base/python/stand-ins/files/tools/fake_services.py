"""Stand-ins for other services, in one server; each can be broken on demand.

`PUT /<service>/mode {"mode": "fail"}` does so from outside: `fail` answers 500, `hang` never answers,
`refuse` says no.
"""

import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = ("ok", "fail", "hang", "refuse")
Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True)
class Call:
    """A request to one of them: `PUT /payments/charges/a1` is of `charges` and about `a1`."""

    method: str
    what: str
    id: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    # It has to say no.
    refuse: bool


class FakeServices:
    """Listens from the start. Each of `services` answers one call at a time."""

    def __init__(
        self, services: Mapping[str, Callable[[Call], Answer]], port: int, host: str
    ) -> None:
        self._services = services
        self.modes = dict.fromkeys(services, "ok")
        # How many requests each got, whatever became of them.
        self.requests: Counter[str] = Counter()
        # The headers of the last request to each, with names in small letters.
        self.last_headers: dict[str, dict[str, str]] = {}
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
        """Where the service under test finds them: `PAYMENTS_URL` and its like."""
        return {f"{name.upper()}_URL": self.url_of(name) for name in self._services}

    def close(self) -> None:
        """Requests that hang are cut off, as by a process that dies."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def serve(self, request: BaseHTTPRequestHandler) -> Answer | None:
        """None when there is to be no answer."""
        name, what, id = (request.path.split("/") + ["", "", ""])[1:4]
        service = self._services.get(name)
        length = int(request.headers.get("content-length", "0"))
        body = json.loads(request.rfile.read(length) or b"{}")
        if service is None:
            return 404, {"services": list(self._services)}
        if what == "mode":
            return self._set_mode(name, body.get("mode"))
        headers = {key.lower(): value for key, value in request.headers.items()}
        mode = self._note(name, headers)
        if mode == "hang":
            self._closing.wait()
            return None
        if mode == "fail":
            return 500, {"error": "told to fail"}
        call = Call(request.command, what, id, headers, body, mode == "refuse")
        with self._lock:
            return service(call)

    def _note(self, name: str, headers: dict[str, str]) -> str:
        with self._lock:
            self.requests[name] += 1
            self.last_headers[name] = headers
            return self.modes[name]

    def _set_mode(self, name: str, wanted: object) -> Answer:
        if wanted not in MODES:
            return 400, {"error": f"mode: {', '.join(MODES)}"}
        self.modes[name] = str(wanted)
        return 200, dict(self.modes)


def handler_of(fakes: FakeServices) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = fakes.serve(self)
            if answer is None:
                return
            status, body = answer
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_PUT = do_DELETE = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """The drills tell what there is to tell."""

    return Handler


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
