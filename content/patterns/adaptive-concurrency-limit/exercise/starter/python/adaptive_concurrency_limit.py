# {{contract}}


class UnknownPermitError(Exception):
    """The permit is not held."""


class AdaptiveConcurrencyLimit:
    def __init__(
        self,
        initial_limit=20,
        min_limit=1,
        max_limit=200,
        backoff_percent=90,
        max_latency_ms=5000,
        clock=None,
    ):
        self._clock = clock
        # TODO: keep the options, and whatever the limiter must remember between calls.

    def try_acquire(self):
        # TODO: the number of a permit, or None when the request is refused.
        raise NotImplementedError("try_acquire is yours to write")

    def release(self, permit, outcome):
        # TODO: free the place, and let the limit grow or shrink; raise UnknownPermitError if the permit is not held.
        raise NotImplementedError("release is yours to write")

    def limit(self):
        # TODO: how many requests may be in flight now.
        raise NotImplementedError("limit is yours to write")

    def in_flight(self):
        # TODO: how many permits are held.
        raise NotImplementedError("in_flight is yours to write")
