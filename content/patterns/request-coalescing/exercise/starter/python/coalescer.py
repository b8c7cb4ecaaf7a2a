# {{contract}}


class Coalescer:
    def __init__(self):
        # TODO: whatever the coalescer must remember between calls.
        pass

    def get(self, key, load):
        # TODO: what load(key) gives, once for all who ask for the key at the same time.
        raise NotImplementedError("get is yours to write")

    def forget(self, key):
        # TODO: nobody joins the load that is in flight any more.
        raise NotImplementedError("forget is yours to write")

    def in_flight(self):
        # TODO: how many loads a call could join now.
        raise NotImplementedError("in_flight is yours to write")
