"""Hedged requests: when the first attempt is slow, another is sent beside it, and the first answer counts."""

import threading


def _schedule(delay_ms, callback):
    timer = threading.Timer(delay_ms / 1000, callback)
    timer.daemon = True
    timer.start()
    return timer.cancel


class PermanentError(Exception):
    """Raised by `send` when no other attempt will do better."""


class _Call:
    def __init__(self, send):
        self.send = send
        self.sent = 0
        self.in_flight = set()
        self.is_refused = False
        self.stop_timer = lambda: None
        self.value = None
        self.error = None
        self.over = threading.Event()


class Hedger:
    def __init__(self, max_attempts=2, hedge_delay_ms=100, budget_percent=10, budget_cap=10, schedule=_schedule):
        self._max_attempts = max_attempts
        self._hedge_delay_ms = hedge_delay_ms
        self._budget_percent = budget_percent
        self._schedule = schedule
        self._lock = threading.Lock()
        # In hundredths of a hedge, so that every sum is exact.
        self._cap = budget_cap * 100
        self._budget = self._cap

    def call(self, send, cancel):
        call = _Call(send)
        with self._lock:
            self._budget = min(self._cap, self._budget + self._budget_percent)
            self._start(call)
        call.over.wait()
        for attempt in call.in_flight:
            cancel(attempt)
        if call.error is not None:
            raise call.error
        return call.value

    def hedges_left(self):
        with self._lock:
            return self._budget // 100

    def _start(self, call):
        """Sends an attempt in a thread of its own, since any of them may hang. Wants the lock held."""
        call.sent += 1
        attempt = call.sent
        call.in_flight.add(attempt)
        call.stop_timer()
        if attempt < self._max_attempts:
            call.stop_timer = self._schedule(self._hedge_delay_ms, lambda: self._hedge(call, attempt))
        threading.Thread(target=self._run, args=(call, attempt), daemon=True).start()

    def _hedge(self, call, latest):
        """A timer may go off while it is being stopped: one that is not the latest attempt's counts no longer."""
        with self._lock:
            if not call.over.is_set() and call.sent == latest:
                self._start_next(call)

    def _start_next(self, call):
        """Whether one was sent. Wants the lock held."""
        if call.sent >= self._max_attempts or call.is_refused:
            return False
        if self._budget < 100:
            call.is_refused = True
            call.stop_timer()
            return False
        self._budget -= 100
        self._start(call)
        return True

    def _run(self, call, attempt):
        value, error = None, None
        try:
            value = call.send(attempt)
        except BaseException as raised:
            error = raised
        with self._lock:
            if call.over.is_set():
                return
            call.in_flight.discard(attempt)
            may_go_on = error is not None and not isinstance(error, PermanentError)
            if may_go_on and (self._start_next(call) or call.in_flight):
                return
            call.value, call.error = value, error
            call.stop_timer()
            call.over.set()
