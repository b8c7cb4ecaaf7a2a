from __future__ import annotations

import unittest

from service.config import Config, InvalidConfig, read_config


class ConfigTest(unittest.TestCase):
    def test_has_a_default_for_everything_and_binds_to_loopback(self) -> None:
        self.assertEqual(read_config({}), Config())
        self.assertEqual(Config().host, "127.0.0.1")

    def test_is_read_from_the_environment(self) -> None:
        config = read_config({"PORT": "8080", "PAYMENTS_URL": "https://payments.internal"})
        self.assertEqual((config.port, config.payments_url), (8080, "https://payments.internal"))

    def test_takes_a_blank_variable_for_one_that_is_not_set(self) -> None:
        self.assertEqual(read_config({"PORT": " "}).port, 3000)

    def test_names_the_variable_at_fault(self) -> None:
        wrong = [
            ("PORT", "http"),
            ("PORT", "70000"),
            ("PAYMENTS_URL", "ftp://payments"),
            ("PAYMENTS_URL", "http://payments:port"),
            ("PAYMENTS_TIMEOUT_MS", "0"),
            ("LOG_LEVEL", "loud"),
        ]
        for name, value in wrong:
            with self.subTest(name=name, value=value):
                self.assertRaisesRegex(InvalidConfig, f"{name}:", read_config, {name: value})
