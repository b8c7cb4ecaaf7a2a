"""A failure drill: takes payments away from the running service, watches it fail fast, gives payments
back and watches it recover.

`kill` stops the server, `hang` makes it never answer, `fail` makes it answer 500. Exits with 1 when the
service does not do what is expected. Run it with `python3 -m tools.break_payments kill`.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from http.client import HTTPConnection
from typing import Any, Optional

from service.app import create_service
from service.config import Config
from tools.fake_payments import FakePayments

BREAKAGES = ("kill", "hang", "fail")
OPEN_MS = 2000


class Drill:
    def __init__(self) -> None:
        self.fake = FakePayments()
        config = Config(port=0, payments_url=self.fake.url, payments_timeout_ms=500, breaker_open_ms=OPEN_MS)
        self.failures_to_open = config.breaker_minimum_calls
        self.server = create_service(config)
        self.serving = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.started_at = time.monotonic()
        self.orders = 0
        self.has_surprise = False

    def run(self, breakage: str) -> bool:
        self.serving.start()
        print("    time  payments  answer  took      Retry-After  breaker")
        print("# payments is well")
        self.order("up", 201)
        self.order("up", 201)
        print(f"# payments: {breakage}")
        self.take_away(breakage)
        for _ in range(self.failures_to_open):
            self.order("down", 503)
        print("# the breaker is open: answers come at once, payments is left alone")
        for _ in range(3):
            self.order("down", 503, within_ms=250)
        print(f"# payments is back; after {OPEN_MS} ms one order probes it")
        self.give_back(breakage)
        time.sleep(OPEN_MS / 1000)
        self.order("up", 201)
        self.order("up", 201)
        return not self.has_surprise

    def order(self, payments: str, expected: int, within_ms: float = float("inf")) -> None:
        self.orders += 1
        body = json.dumps({"item": "tea", "quantity": 1, "amountCents": 350})
        sent_at = time.monotonic()
        status, retry_after, _ = self.request("PUT", f"/orders/drill-{self.orders}", body)
        took_ms = (time.monotonic() - sent_at) * 1000
        is_expected = status == expected and took_ms <= within_ms
        self.has_surprise = self.has_surprise or not is_expected
        breaker = self.request("GET", "/health/ready")[2]["dependencies"]["payments"]
        at, took = f"{sent_at - self.started_at:.2f} s", f"{took_ms:.1f} ms"
        mark = "" if is_expected else "  !"
        print(f"{at:>8}  {payments:8}  {status:<6}  {took:8}  {retry_after:11}  {breaker}{mark}", flush=True)

    def request(self, method: str, path: str, body: Optional[str] = None) -> tuple[int, str, Any]:
        host, port = self.server.server_address[:2]
        connection = HTTPConnection(str(host), port, timeout=10)
        try:
            connection.request(method, path, body=body)
            response = connection.getresponse()
            return response.status, response.headers.get("retry-after", ""), json.loads(response.read())
        finally:
            connection.close()

    def take_away(self, breakage: str) -> None:
        if breakage == "kill":
            self.fake.close()
        else:
            self.fake.mode = breakage

    def give_back(self, breakage: str) -> None:
        if breakage == "kill":
            self.fake = FakePayments(self.fake.port)
        else:
            self.fake.mode = "ok"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.fake.close()


def main(arguments: list[str]) -> int:
    breakage = (arguments or ["kill"])[0]
    if breakage not in BREAKAGES:
        print(f"python3 -m tools.break_payments {' | '.join(BREAKAGES)}", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    drill = Drill()
    try:
        passed = drill.run(breakage)
    finally:
        drill.close()
    print("The drill passed." if passed else "The drill FAILED: see the lines marked !")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
