# {{contract}}


class PermanentError(Exception):
    pass


class Hedger:
    def __init__(self, max_attempts=2, hedge_delay_ms=100, budget_percent=10, budget_cap=10, schedule=None):
        self._schedule = schedule
        # TODO: keep the options, and whatever the hedger must remember between calls.

    def call(self, send, cancel):
        # TODO: what the first of send(1), send(2), ... gives that succeeds; cancel(n) for those in flight.
        raise NotImplementedError("call is yours to write")

    def hedges_left(self):
        # TODO: how many whole hedges the budget holds now.
        raise NotImplementedError("hedges_left is yours to write")
