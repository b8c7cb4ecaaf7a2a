"""A stand-in for the payments service, for tests and local runs.

`POST /charges` charges; `PUT /mode {"mode": "fail"}` breaks it on demand; `GET /mode` says how it is set.
`fail` answers 500, `hang` never answers, `decline` says that the card was refused.
Run it with `python3 -m tools.fake_payments`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = ("ok", "fail", "hang", "decline")


class FakePayments:
    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        self.mode = "ok"
        # How many charge requests came in, whatever became of them.
        self.requests = 0
        # What was charged, by idempotency key: a key is charged once.
        self.charged: dict[str, int] = {}
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self._host = host
        self._server = _Server((host, port), _Handler)
        self._server.fake = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self.port}"

    def close(self) -> None:
        """Cuts requests that hang too, as a process that dies would."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def charge(self, key: str, amount_cents: int) -> tuple[int, dict[str, Any]]:
        if not key:
            return 400, {"error": "idempotency-key is missing"}
        with self.lock:
            if self.charged.setdefault(key, amount_cents) != amount_cents:
                return 422, {"error": "the key was used for another amount"}
        return 200, {"paymentId": f"payment-{key}"}


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    allow_reuse_address = True
    fake: FakePayments


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        fake = self.server.fake
        if self.path != "/charges":
            return self._answer(404, {"error": "POST /charges"})
        with fake.lock:
            fake.requests += 1
        body = self._body()
        if fake.mode == "hang":
            fake.closing.wait()
            return None
        if fake.mode == "fail":
            return self._answer(500, {"error": "told to fail"})
        if fake.mode == "decline":
            return self._answer(402, {"reason": "insufficient funds"})
        key = self.headers.get("idempotency-key", "")
        return self._answer(*fake.charge(key, int(body["amountCents"])))

    def do_PUT(self) -> None:
        mode = self._body().get("mode")
        if self.path != "/mode" or mode not in MODES:
            return self._answer(400, {"error": f"PUT /mode with one of {', '.join(MODES)}"})
        self.server.fake.mode = mode
        return self._answer(200, {"mode": mode})

    def do_GET(self) -> None:
        self._answer(200, {"mode": self.server.fake.mode})

    def _body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        return body

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: object) -> None:
        """Silent, so that it does not drown the output of tests and drills."""


def main() -> int:
    host = os.environ.get("FAKE_PAYMENTS_HOST", "127.0.0.1")
    payments = FakePayments(int(os.environ.get("FAKE_PAYMENTS_PORT", "4001")), host)
    print(f"fake payments at {payments.url}; PUT /mode with one of {', '.join(MODES)}", flush=True)
    asked_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked_to_stop.set())
    asked_to_stop.wait()
    payments.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
