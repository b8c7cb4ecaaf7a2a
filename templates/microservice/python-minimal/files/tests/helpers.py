"""The whole service on a free port, against a fake payments server."""

from __future__ import annotations

import json
import logging
import threading
import time
import unittest
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPMessage
from typing import Any, Callable, Optional, Union

from service.app import create_service
from service.config import Config
from tools.fake_payments import FakePayments

ORDER = {"item": "tea", "quantity": 2, "amountCents": 700}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: HTTPMessage
    body: dict[str, Any]


class ServiceTestCase(unittest.TestCase):
    config = Config(port=0)
    # A test that owns the time sets this before it calls `super().setUp()`.
    clock: Callable[[], float] = staticmethod(time.monotonic)

    def setUp(self) -> None:
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.fake = FakePayments()
        self.addCleanup(self.fake.close)
        self.server = create_service(replace(self.config, payments_url=self.fake.url), self.clock)
        serving = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        self.addCleanup(serving.join)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def put(self, order_id: str, body: Union[dict, str] = ORDER) -> Reply:
        return self.request("PUT", f"/orders/{order_id}", body)

    def get(self, path: str) -> Reply:
        return self.request("GET", path)

    def request(self, method: str, path: str, body: Optional[Union[dict, str]] = None) -> Reply:
        host, port = self.server.server_address[:2]
        connection = HTTPConnection(str(host), port, timeout=10)
        try:
            text = json.dumps(body) if isinstance(body, dict) else body
            connection.request(method, path, body=text)
            response = connection.getresponse()
            return Reply(response.status, response.headers, json.loads(response.read()))
        finally:
            connection.close()
