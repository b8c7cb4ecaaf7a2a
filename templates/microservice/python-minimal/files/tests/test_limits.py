from __future__ import annotations

import contextlib
import socket
import time
import unittest
from unittest import mock

from service.orders import MemoryOrderStore, OrderRequest
from service.payments import Approved, Declined
from tests.helpers import Reply, ServiceTestCase


class MoreClientsThanThereIsRoomForTest(ServiceTestCase):
    def setUp(self) -> None:
        with mock.patch("service.api._MOST_AT_ONCE", 1):
            super().setUp()

    def test_are_sent_away_and_come_in_when_there_is_room_again(self) -> None:
        host, port = self.server.server_address[:2]
        with socket.create_connection((str(host), port)) as first:
            # Says nothing, and keeps its place for some seconds.
            with socket.create_connection((str(host), port), timeout=5) as second:
                self.assertTrue(second.recv(100).startswith(b"HTTP/1.1 503 "))
            first.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
            self.assertTrue(first.recv(100).startswith(b"HTTP/1.0 200 "))
        self.assertEqual(self.until_served().status, 200)

    def until_served(self) -> Reply:
        """The thread of the first one may still be at its end, and then there is no JSON."""
        for _ in range(100):
            with contextlib.suppress(ValueError):
                return self.get("/health/live")
            time.sleep(0.01)
        self.fail("nobody is served any more")


class AnOutcomeTest(unittest.TestCase):
    def test_stays_when_another_comes_late(self) -> None:
        orders = MemoryOrderStore()
        orders.open("a1", OrderRequest("tea", 1, 100))
        orders.settle("a1", Approved("p1"))
        self.assertEqual(orders.settle("a1", Declined("late")).status, "paid")
