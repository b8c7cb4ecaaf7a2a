# {{contract}}


class MessageRejectedError(Exception):
    pass


class TransactionalOutbox:
    def __init__(self, publish, max_attempts=5):
        self._publish = publish
        # TODO: keep the option, the state and the events.

    def update(self, keys, compute):
        # TODO: compute the new values; then write them and their events in one step; return the ids.
        raise NotImplementedError("update is yours to write")

    def get(self, key):
        # TODO: the committed value, or "".
        raise NotImplementedError("get is yours to write")

    def poll(self, batch):
        # TODO: publish what is due, at most that many calls; return how many events were published.
        raise NotImplementedError("poll is yours to write")

    def pending(self):
        # TODO: the ids that are neither published nor parked.
        raise NotImplementedError("pending is yours to write")

    def parked(self):
        # TODO: the ids that are parked.
        raise NotImplementedError("parked is yours to write")

    def release(self, id):
        # TODO: make a parked event pending again.
        raise NotImplementedError("release is yours to write")
