from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import unittest
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.helpers import ORDER
from tools.fake_payments import FakePayments


class ShutdownTest(unittest.TestCase):
    def run_program(self, **env: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-m", "service"],
            env={**os.environ, "PORT": "0", **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(program.communicate)
        self.addCleanup(program.kill)
        return program

    def test_a_stop_signal_lets_the_request_under_way_finish_then_exits_with_0(self) -> None:
        fake = FakePayments()
        self.addCleanup(fake.close)
        fake.mode = "hang"
        program = self.run_program(PAYMENTS_URL=fake.url, PAYMENTS_TIMEOUT_MS="300")
        assert program.stdout is not None
        address = urlsplit(json.loads(program.stdout.readline())["url"])
        statuses: list[int] = []

        def send() -> None:
            connection = HTTPConnection(str(address.hostname), address.port, timeout=10)
            connection.request("PUT", "/orders/a1", body=json.dumps(ORDER))
            statuses.append(connection.getresponse().status)
            connection.close()

        client = threading.Thread(target=send)
        client.start()
        give_up_at = time.monotonic() + 10
        while fake.requests == 0 and time.monotonic() < give_up_at:
            time.sleep(0.005)
        program.send_signal(signal.SIGTERM)
        client.join()
        log = program.stdout.read().splitlines()
        self.assertEqual(program.wait(10), 0)
        self.assertEqual(statuses, [503])
        self.assertEqual(json.loads(log[-1])["message"], "stopped")

    def test_a_wrong_configuration_is_named_and_the_program_exits_with_1(self) -> None:
        program = self.run_program(PORT="http")
        _, message = program.communicate(timeout=10)
        self.assertEqual(program.returncode, 1)
        self.assertIn("PORT:", message)
