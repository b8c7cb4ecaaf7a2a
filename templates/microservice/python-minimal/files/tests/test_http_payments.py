from __future__ import annotations

import socket
import threading
import time
import unittest

from service.http_payments import HttpPayments
from service.payments import Approved, Charge, Declined, PaymentsUnavailable
from tools.fake_payments import FakePayments

CHARGE = Charge("order-1", 500)


class HttpPaymentsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.fake = FakePayments()
        self.addCleanup(self.fake.close)
        self.payments = HttpPayments(self.fake.url, timeout_s=5)

    def test_reports_an_approved_charge(self) -> None:
        self.assertEqual(self.payments.charge(CHARGE), Approved("payment-order-1"))

    def test_charges_once_when_the_same_order_is_sent_twice(self) -> None:
        self.payments.charge(CHARGE)
        self.payments.charge(CHARGE)
        self.assertEqual(self.fake.charged, {"order-1": 500})

    def test_reports_a_declined_card_as_an_answer(self) -> None:
        self.fake.mode = "decline"
        self.assertEqual(self.payments.charge(CHARGE), Declined("insufficient funds"))

    def test_calls_a_500_an_outage(self) -> None:
        self.fake.mode = "fail"
        self.assertRaises(PaymentsUnavailable, self.payments.charge, CHARGE)

    def test_gives_up_on_a_server_that_never_answers(self) -> None:
        self.fake.mode = "hang"
        payments = HttpPayments(self.fake.url, timeout_s=0.05)
        self.assertRaisesRegex(PaymentsUnavailable, "no answer within", payments.charge, CHARGE)

    def test_does_not_call_our_own_bad_request_an_outage(self) -> None:
        self.payments.charge(CHARGE)
        with self.assertRaisesRegex(RuntimeError, "422"):
            self.payments.charge(Charge("order-1", 501))


class OddServerTest(unittest.TestCase):
    """Servers that speak no HTTP, or too little of it."""

    def serve(self, *parts: bytes, pause_s: float = 0) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def run() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                try:
                    for part in parts:
                        connection.sendall(part)
                        time.sleep(pause_s)
                except OSError:
                    return

        thread = threading.Thread(target=run)
        thread.start()
        self.addCleanup(thread.join)
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    def test_an_answer_that_cannot_be_read_is_an_outage(self) -> None:
        for answer in (b"HTTP/1.0 200 OK\r\n\r\n<html>", b"HTTP/1.0 200 OK\r\n\r\n[]", b"garbage\r\n", b""):
            with self.subTest(answer=answer):
                payments = HttpPayments(self.serve(answer), timeout_s=5)
                self.assertRaises(PaymentsUnavailable, payments.charge, CHARGE)

    def test_the_timeout_is_for_the_whole_answer_not_for_each_byte(self) -> None:
        drops = [b"HTTP/1.0 200 OK\r\n\r\n"] + [b" "] * 100
        payments = HttpPayments(self.serve(*drops, pause_s=0.02), timeout_s=0.1)
        started_at = time.monotonic()
        self.assertRaisesRegex(PaymentsUnavailable, "no answer within", payments.charge, CHARGE)
        self.assertLess(time.monotonic() - started_at, 1)

    def test_a_refused_connection_is_an_outage(self) -> None:
        fake = FakePayments()
        fake.close()
        payments = HttpPayments(fake.url, timeout_s=5)
        self.assertRaisesRegex(PaymentsUnavailable, "cannot be reached", payments.charge, CHARGE)
