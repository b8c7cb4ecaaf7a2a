"""Talks to the payments service over HTTP."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Iterator
from urllib.parse import urlsplit

from service.payments import Approved, Charge, ChargeResult, Declined, PaymentsUnavailable

_LONGEST_ANSWER = 64 * 1024


class HttpPayments:
    """Sends each charge once; it never retries by itself.

    `timeout_s` is for the whole exchange. The timeouts of a socket are for each read, so a server that
    sends a byte now and then would never run into them: a watchdog cuts the connection instead.
    """

    def __init__(self, url: str, timeout_s: float) -> None:
        parts = urlsplit(url)
        self._connection_class = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host = parts.hostname or ""
        self._port = parts.port
        self._path = f"{parts.path.rstrip('/')}/charges"
        self._timeout_s = timeout_s

    def charge(self, charge: Charge) -> ChargeResult:
        status, body = self._send(charge)
        if status in (200, 201):
            return Approved(_field(body, "paymentId"))
        if status == 402:
            return Declined(_field(body, "reason"))
        if status >= 500 or status == 429:
            raise PaymentsUnavailable(f"payments answered {status}")
        # Any other answer means that our own request is wrong. Payments is well, so this is no outage.
        raise RuntimeError(f"payments refused our request with {status}")

    def _send(self, charge: Charge) -> tuple[int, bytes]:
        connection = self._connection_class(self._host, self._port, timeout=self._timeout_s)
        expired = threading.Event()
        try:
            connection.connect()
            with _watchdog(self._timeout_s, connection.sock, expired):
                connection.request(
                    "POST",
                    self._path,
                    body=json.dumps({"amountCents": charge.amount_cents}),
                    headers={
                        "content-type": "application/json",
                        "idempotency-key": charge.order_id,
                    },
                )
                response = connection.getresponse()
                answer = response.status, response.read(_LONGEST_ANSWER)
            if expired.is_set():
                raise TimeoutError
            return answer
        except (OSError, HTTPException) as error:
            # Up to Python 3.9 socket.timeout is a class of its own.
            late = expired.is_set() or isinstance(error, (TimeoutError, socket.timeout))
            what = f"no answer within {self._timeout_s} s" if late else "cannot be reached"
            raise PaymentsUnavailable(f"payments: {what}") from error
        finally:
            connection.close()


@contextlib.contextmanager
def _watchdog(timeout_s: float, sock: socket.socket, expired: threading.Event) -> Iterator[None]:
    def cut() -> None:
        expired.set()
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(timeout_s, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _field(body: bytes, name: str) -> str:
    try:
        value = json.loads(body)[name]
    except (ValueError, KeyError, TypeError):
        value = None
    if not isinstance(value, str) or not value:
        raise PaymentsUnavailable("payments sent an answer we cannot read")
    return value
