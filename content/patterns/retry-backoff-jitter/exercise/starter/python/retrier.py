# {{contract}}


class PermanentError(Exception):
    pass


class Retrier:
    def __init__(
        self, max_attempts=3, base_ms=100, cap_ms=2000, budget_ms=10000, clock=None, random=None, sleep=None
    ):
        # TODO: keep the options.
        self._clock = clock
        self._random = random
        self._sleep = sleep

    def call(self, operation):
        # TODO: run operation(), wait and run it again when it fails, and give what it gave.
        raise NotImplementedError("call is yours to write")
