"""Runs each idempotency key to one outcome, and answers copies with it."""

import threading
import time


class KeyConflictError(Exception):
    """The key belongs to another request."""


class DeclinedError(Exception):
    """Raised by an operation whose request was decided, and declined."""


def _monotonic_ms():
    return time.monotonic() * 1000


class _Outcome:
    def __init__(self, request, value=None, error=None):
        self.request = request
        self.value = value
        self.error = error
        self.stored_ms = None


class IdempotentExecutor:
    def __init__(self, ttl_ms=86400000, clock=_monotonic_ms):
        self._ttl_ms = ttl_ms
        self._clock = clock
        # The one stored first is in front: all live equally long, so it expires first.
        self._outcomes = {}
        # Keys whose operation is at work. A copy that comes meanwhile waits for its outcome.
        self._running = set()
        self._changed = threading.Condition()

    def execute(self, key, request, operation):
        with self._changed:
            self._changed.wait_for(lambda: key not in self._running)
            self._drop_expired()
            known = self._outcomes.get(key)
            if known is not None:
                return self._replay(known, request)
            self._running.add(key)
        outcome = None
        try:
            outcome = self._run(request, operation)
        finally:
            with self._changed:
                self._running.remove(key)
                self._changed.notify_all()
                if outcome is not None:
                    outcome.stored_ms = self._clock()
                    self._outcomes[key] = outcome
        return self._replay(outcome, request)

    def size(self):
        with self._changed:
            self._drop_expired()
            return len(self._outcomes)

    @staticmethod
    def _run(request, operation):
        """The outcome of the operation; an error that is none comes out as it is."""
        try:
            return _Outcome(request, value=operation())
        except DeclinedError as error:
            return _Outcome(request, error=error)

    @staticmethod
    def _replay(known, request):
        if known.request != request:
            raise KeyConflictError("the key belongs to another request")
        if known.error is not None:
            raise known.error
        return known.value

    def _drop_expired(self):
        limit = self._clock() - self._ttl_ms
        while self._outcomes:
            oldest = next(iter(self._outcomes))
            if self._outcomes[oldest].stored_ms > limit:
                return
            del self._outcomes[oldest]
