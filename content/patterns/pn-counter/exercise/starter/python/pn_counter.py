# {{contract}}


class InvalidAmountError(ValueError):
    pass


class PNCounter:
    def __init__(self, replica):
        self._replica = replica
        # TODO: whatever the counter must remember between calls.

    def increment(self, amount):
        # TODO: count up at this replica; refuse a negative amount.
        raise NotImplementedError("increment is yours to write")

    def decrement(self, amount):
        # TODO: count down at this replica; refuse a negative amount.
        raise NotImplementedError("decrement is yours to write")

    def value(self):
        # TODO: what all replicas together have counted, as far as this one knows.
        raise NotImplementedError("value is yours to write")

    def state(self):
        # TODO: {"increments": {...}, "decrements": {...}}, both from the name of a replica to its count.
        raise NotImplementedError("state is yours to write")

    def merge(self, state):
        # TODO: take in the state of another replica.
        raise NotImplementedError("merge is yours to write")
