# {{contract}}


class Deduplicator:
    def __init__(self, capacity=16, window_ms=300_000, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever must be remembered between calls.

    def seen(self, id):
        # TODO: True if the id is remembered; else record it and return False.
        raise NotImplementedError("seen is yours to write")

    def remembers(self, id):
        # TODO: whether the id is remembered. It records nothing.
        raise NotImplementedError("remembers is yours to write")

    def forget(self, id):
        # TODO: take the id out; True if it was remembered.
        raise NotImplementedError("forget is yours to write")

    def size(self):
        # TODO: how many ids are remembered.
        raise NotImplementedError("size is yours to write")

    def ids(self):
        # TODO: the ids that are remembered, the one that was recorded first at the front.
        raise NotImplementedError("ids is yours to write")
