from __future__ import annotations

from service.config import Config
from tests.helpers import ORDER, ServiceTestCase


class PaymentsOutageTest(ServiceTestCase):
    config = Config(port=0, breaker_minimum_calls=3, breaker_open_ms=8000)

    def setUp(self) -> None:
        self.now_s = 100.0
        self.clock = lambda: self.now_s
        super().setUp()

    def payments_state(self) -> str:
        return self.get("/health/ready").body["dependencies"]["payments"]

    def test_it_opens_the_breaker_fails_fast_and_is_over_when_payments_is_back(self) -> None:
        self.put("before")
        self.fake.mode = "fail"
        for order_id in ("a1", "a2", "a3"):
            self.assertEqual(self.put(order_id).status, 503)
        self.assertEqual(self.payments_state(), "open")

        asked = self.fake.requests
        refused = self.put("a4")
        self.assertEqual((refused.status, refused.headers["retry-after"]), (503, "8"))
        self.assertEqual(self.fake.requests, asked)
        self.assertEqual(self.get("/orders/before").body["status"], "paid")

        self.fake.mode = "ok"
        self.now_s += 8
        self.assertEqual(self.put("a1").body["status"], "paid")
        self.assertEqual(self.payments_state(), "closed")
        for order_id in ("a2", "a3", "a4"):
            self.put(order_id)
        orders = ("before", "a1", "a2", "a3", "a4")
        self.assertEqual(self.fake.charged, {order_id: ORDER["amountCents"] for order_id in orders})
