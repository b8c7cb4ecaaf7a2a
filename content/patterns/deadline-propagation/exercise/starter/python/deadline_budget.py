# {{contract}}


class InvalidTimeoutError(Exception):
    """The header is no grpc-timeout."""


class DeadlineExceededError(Exception):
    """No time is left for a call."""


class DeadlineBudget:
    def __init__(self, timeout_ms=1000, reserve_ms=0, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the budget must remember between calls.

    def receive(self, header):
        # TODO: bring the deadline nearer; the milliseconds that are left.
        raise NotImplementedError("receive is yours to write")

    def remaining_ms(self):
        # TODO: the milliseconds until the deadline, never below 0.
        raise NotImplementedError("remaining_ms is yours to write")

    def is_expired(self):
        # TODO: whether the deadline is reached.
        raise NotImplementedError("is_expired is yours to write")

    def child_timeout_ms(self, wanted_ms):
        # TODO: how long a call may take.
        raise NotImplementedError("child_timeout_ms is yours to write")

    def child_header(self, wanted_ms):
        # TODO: the same as a grpc-timeout.
        raise NotImplementedError("child_header is yours to write")
