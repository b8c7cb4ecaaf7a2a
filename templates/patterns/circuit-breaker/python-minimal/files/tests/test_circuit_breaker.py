from __future__ import annotations

import threading
import unittest
from concurrent.futures import ThreadPoolExecutor

from service.patterns.circuit_breaker import CircuitBreaker, CircuitOpen


class Outage(Exception):
    pass


class Clock:
    """Time passes when the test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def succeed() -> str:
    return "answer"


def fail() -> str:
    raise Outage


class CircuitBreakerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.changes: list[str] = []
        self.breaker = CircuitBreaker(
            window=10,
            minimum_calls=4,
            failure_ratio=0.5,
            open_s=1.0,
            failure=Outage,
            clock=self.clock,
            on_change=self.changes.append,
        )

    def fail_calls(self, times: int = 1) -> None:
        for _ in range(times):
            self.assertRaises(Outage, self.breaker.call, fail)

    def open(self) -> None:
        self.fail_calls(times=4)
        self.assertEqual(self.breaker.state(), "open")

    def refuse(self) -> CircuitOpen:
        calls: list[int] = []
        with self.assertRaises(CircuitOpen) as refused:
            self.breaker.call(lambda: calls.append(1))
        self.assertEqual(calls, [])
        return refused.exception

    def test_closed_passes_calls_and_answers_through(self) -> None:
        self.assertEqual(self.breaker.call(succeed), "answer")

    def test_closed_does_not_judge_before_it_has_seen_the_minimum_of_calls(self) -> None:
        self.fail_calls(times=3)
        self.assertEqual(self.breaker.state(), "closed")
        self.fail_calls()
        self.assertEqual(self.breaker.state(), "open")

    def test_closed_stays_so_while_no_more_than_half_of_the_calls_fail(self) -> None:
        for _ in range(20):
            self.breaker.call(succeed)
            self.fail_calls()
        self.assertEqual(self.breaker.state(), "closed")

    def test_closed_forgets_calls_that_have_left_the_window(self) -> None:
        for _ in range(10):
            self.breaker.call(succeed)
        self.fail_calls(times=5)
        self.assertEqual(self.breaker.state(), "closed")
        self.fail_calls()
        self.assertEqual(self.breaker.state(), "open")

    def test_an_exception_that_is_no_outage_counts_as_an_answer(self) -> None:
        for _ in range(20):
            self.assertRaises(ZeroDivisionError, self.breaker.call, lambda: 1 / 0)
        self.assertEqual(self.breaker.state(), "closed")

    def test_open_refuses_without_calling_and_says_when_to_come_back(self) -> None:
        self.open()
        self.clock.now_s += 0.75
        self.assertEqual(self.refuse().retry_after_s, 0.25)

    def test_open_lets_one_call_through_when_its_time_is_up_and_closes_when_that_succeeds(self) -> None:
        self.open()
        self.clock.now_s += 0.75
        self.refuse()
        self.clock.now_s += 0.25
        self.assertEqual(self.breaker.call(succeed), "answer")
        self.assertEqual(self.changes, ["open", "half-open", "closed"])

    def test_a_failed_probe_opens_it_for_another_round(self) -> None:
        self.open()
        self.clock.now_s += 1
        self.fail_calls()
        self.assertEqual(self.changes, ["open", "half-open", "open"])
        self.clock.now_s += 0.75
        self.refuse()

    def test_an_interrupted_probe_opens_it_for_another_round(self) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        self.open()
        self.clock.now_s += 1
        self.assertRaises(KeyboardInterrupt, self.breaker.call, interrupt)
        self.assertEqual(self.breaker.state(), "open")

    def test_it_starts_with_a_clean_slate_when_it_closes(self) -> None:
        self.open()
        self.clock.now_s += 1
        self.breaker.call(succeed)
        self.fail_calls(times=3)
        self.assertEqual(self.breaker.state(), "closed")

    def test_a_late_success_from_before_it_opened_changes_nothing(self) -> None:
        def slow_success() -> None:
            self.open()

        self.breaker.call(slow_success)
        self.assertEqual(self.breaker.state(), "open")

    def test_a_late_failure_from_before_it_opened_does_not_spoil_the_recovery(self) -> None:
        def slow_failure() -> None:
            self.open()
            self.clock.now_s += 1
            self.breaker.call(succeed)
            raise Outage

        self.assertRaises(Outage, self.breaker.call, slow_failure)
        self.fail_calls(times=3)
        self.assertEqual(self.breaker.state(), "closed")

    def test_of_many_threads_exactly_one_is_the_probe(self) -> None:
        self.open()
        self.clock.now_s += 1
        threads = 16
        all_tried = threading.Barrier(threads)

        def knock(_: int) -> str:
            try:
                # The probe ends only after every thread has had its try.
                return self.breaker.call(lambda: f"probe {all_tried.wait(10)}")
            except CircuitOpen:
                all_tried.wait(10)
                return "refused"

        with ThreadPoolExecutor(threads) as pool:
            answers = list(pool.map(knock, range(threads)))
        self.assertEqual(answers.count("refused"), threads - 1)
        self.assertEqual(self.breaker.state(), "closed")

    def test_a_minimum_above_the_window_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            CircuitBreaker(window=3, minimum_calls=4, failure_ratio=0.5, open_s=1, failure=Outage)
