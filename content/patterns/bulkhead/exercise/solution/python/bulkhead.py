"""A bulkhead: so many places, a bounded line before them, and a bound on the wait in it."""

import collections
import threading


def _schedule(delay_ms, callback):
    timer = threading.Timer(delay_ms / 1000, callback)
    timer.daemon = True
    timer.start()
    return timer.cancel


class BulkheadFullError(Exception):
    pass


class WaitTimeoutError(Exception):
    pass


class _Waiter:
    def __init__(self):
        self.has_place = False
        self.decided = threading.Event()


class Bulkhead:
    def __init__(self, max_concurrent=10, max_waiting=0, max_wait_ms=1000, schedule=_schedule):
        self._max_concurrent = max_concurrent
        self._max_waiting = max_waiting
        self._max_wait_ms = max_wait_ms
        self._schedule = schedule
        self._lock = threading.Lock()
        self._running = 0
        self._line = collections.deque()

    def run(self, operation):
        self._enter()
        try:
            return operation()
        finally:
            self._leave()

    def in_flight(self):
        with self._lock:
            return self._running

    def waiting(self):
        with self._lock:
            return len(self._line)

    def _enter(self):
        with self._lock:
            if self._running < self._max_concurrent:
                self._running += 1
                return
            if len(self._line) >= self._max_waiting:
                raise BulkheadFullError(f"{self._running} run, {len(self._line)} wait")
            waiter = _Waiter()
            self._line.append(waiter)
        cancel = self._schedule(self._max_wait_ms, lambda: self._give_up(waiter))
        waiter.decided.wait()
        cancel()
        if not waiter.has_place:
            raise WaitTimeoutError(f"no place within {self._max_wait_ms} ms")

    def _leave(self):
        """The place goes to the next in line as it is: nobody else can take it on the way."""
        with self._lock:
            if self._line:
                waiter = self._line.popleft()
                waiter.has_place = True
                waiter.decided.set()
            else:
                self._running -= 1

    def _give_up(self, waiter):
        with self._lock:
            if waiter in self._line:
                self._line.remove(waiter)
                waiter.decided.set()
