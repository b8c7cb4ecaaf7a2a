# {{contract}}


class KeyConflictError(Exception):
    pass


class DeclinedError(Exception):
    pass


class IdempotentExecutor:
    def __init__(self, ttl_ms=86400000, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever must be remembered of each key.

    def execute(self, key, request, operation):
        # TODO: answer from the stored outcome, or run operation() and store what comes of it.
        raise NotImplementedError("execute is yours to write")

    def size(self):
        # TODO: how many keys have an outcome that is remembered now.
        raise NotImplementedError("size is yours to write")
