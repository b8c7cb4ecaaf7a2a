# {{contract}}


class LeakyBucket:
    def __init__(self, interval_ms=100, capacity=0, burst=1, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the bucket must remember between calls.

    def try_acquire(self):
        # TODO: milliseconds after which the request goes; None when it is refused.
        raise NotImplementedError("try_acquire is yours to write")

    def queued(self):
        # TODO: how many requests are waiting.
        raise NotImplementedError("queued is yours to write")

    def retry_after_ms(self):
        # TODO: milliseconds until try_acquire would take a request in; 0 when it would now.
        raise NotImplementedError("retry_after_ms is yours to write")
