# {{contract}}


class SlidingWindowLimiter:
    def __init__(self, limit=10, window_ms=1000, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the limiter must remember between calls.

    def try_acquire(self, key):
        # TODO: True, and log the request, if fewer than `limit` of this key count; else False.
        raise NotImplementedError("try_acquire is yours to write")

    def remaining(self, key):
        # TODO: how many requests of the key would be let through now.
        raise NotImplementedError("remaining is yours to write")

    def retry_after_ms(self, key):
        # TODO: milliseconds until try_acquire(key) would succeed; 0 when it would now.
        raise NotImplementedError("retry_after_ms is yours to write")

    def keys(self):
        # TODO: the keys of which a request counts, sorted.
        raise NotImplementedError("keys is yours to write")
