# {{contract}}


class NotFoundError(Exception):
    pass


class WrongCountError(Exception):
    pass


class ClosedError(Exception):
    pass


class Batcher:
    def __init__(self, max_batch=10, max_delay_ms=10, load_many=None, schedule=None):
        self._load_many = load_many
        self._schedule = schedule
        # TODO: keep the options, and whatever the batcher must remember between calls.

    def load(self, key):
        # TODO: wait in a batch, and give the entry of the key.
        raise NotImplementedError("load is yours to write")

    def flush(self):
        # TODO: send at once what waits.
        raise NotImplementedError("flush is yours to write")

    def close(self):
        # TODO: send at once what waits, and take no more keys.
        raise NotImplementedError("close is yours to write")

    def waiting(self):
        # TODO: how many different keys wait now.
        raise NotImplementedError("waiting is yours to write")
