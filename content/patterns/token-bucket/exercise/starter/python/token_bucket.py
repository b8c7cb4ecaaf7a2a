# {{contract}}


class TokenBucket:
    def __init__(self, capacity=10, refill_per_second=5, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the bucket must remember between calls.

    def try_acquire(self, tokens):
        # TODO: True, and take the tokens out, if there are enough; else False.
        raise NotImplementedError("try_acquire is yours to write")

    def available(self):
        # TODO: how many whole tokens there are now.
        raise NotImplementedError("available is yours to write")

    def retry_after_ms(self, tokens):
        # TODO: milliseconds until try_acquire(tokens) would succeed; None when it never will.
        raise NotImplementedError("retry_after_ms is yours to write")
