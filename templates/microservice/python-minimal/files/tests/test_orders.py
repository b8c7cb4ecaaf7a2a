from __future__ import annotations

from http.client import HTTPConnection

from tests.helpers import ORDER, ServiceTestCase


class PlacingAnOrderTest(ServiceTestCase):
    def test_charges_and_answers_201_with_the_paid_order(self) -> None:
        reply = self.put("a1")
        self.assertEqual(reply.status, 201)
        self.assertEqual(reply.body, {"id": "a1", **ORDER, "status": "paid", "paymentId": "payment-a1"})

    def test_again_with_the_same_contents_answers_200_and_charges_nothing(self) -> None:
        self.put("a1")
        self.assertEqual(self.put("a1").status, 200)
        self.assertEqual(self.fake.requests, 1)

    def test_again_with_other_contents_answers_409(self) -> None:
        self.put("a1")
        self.assertEqual(self.put("a1", {**ORDER, "quantity": 3}).status, 409)

    def test_with_a_declined_card_answers_402(self) -> None:
        self.fake.mode = "decline"
        reply = self.put("a1")
        self.assertEqual((reply.status, reply.body["status"]), (402, "declined"))
        self.assertEqual(reply.body["declineReason"], "insufficient funds")

    def test_without_an_answer_leaves_it_pending_and_the_same_request_pays_it_later(self) -> None:
        self.fake.mode = "fail"
        failed = self.put("a1")
        self.assertEqual(failed.status, 503)
        self.assertGreaterEqual(int(failed.headers["retry-after"]), 1)
        self.assertEqual(self.get("/orders/a1").body["status"], "pending")

        self.fake.mode = "ok"
        self.assertEqual(self.put("a1").body["status"], "paid")
        self.assertEqual(self.fake.charged, {"a1": ORDER["amountCents"]})

    def test_with_a_bad_body_answers_400_and_charges_nothing(self) -> None:
        bad = {
            "no JSON": '{"item":',
            "no object": "[]",
            "no item": {"quantity": 1, "amountCents": 1},
            "a quantity of 0": {**ORDER, "quantity": 0},
            "true for a number": {**ORDER, "quantity": True},
            "half a cent": {**ORDER, "amountCents": 0.5},
            "a field we do not know": {**ORDER, "coupon": "X"},
        }
        for title, body in bad.items():
            with self.subTest(title):
                self.assertEqual(self.put("a1", body).status, 400)
        self.assertEqual(self.fake.requests, 0)

    def test_under_an_id_with_odd_characters_answers_400(self) -> None:
        self.assertEqual(self.put("a%20b").status, 400)

    def test_with_a_body_above_16_kib_answers_413_before_reading_it(self) -> None:
        host, port = self.server.server_address[:2]
        connection = HTTPConnection(str(host), port, timeout=10)
        self.addCleanup(connection.close)
        connection.putrequest("PUT", "/orders/a1")
        connection.putheader("content-length", "20000")
        connection.endheaders()
        self.assertEqual(connection.getresponse().status, 413)


class ServiceTest(ServiceTestCase):
    def test_answers_404_for_what_it_does_not_have(self) -> None:
        for path in ("/orders/none", "/orders", "/"):
            with self.subTest(path):
                self.assertEqual(self.get(path).status, 404)

    def test_is_live_and_ready_even_while_payments_fails(self) -> None:
        self.fake.mode = "fail"
        self.put("a1")
        self.assertEqual(self.get("/health/live").status, 200)
        self.assertEqual(self.get("/health/ready").body["status"], "ready")
