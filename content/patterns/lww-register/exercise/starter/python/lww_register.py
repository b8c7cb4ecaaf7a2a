# {{contract}}


class LwwRegister:
    def __init__(self, replica, clock):
        self._replica = replica
        self._clock = clock
        # TODO: whatever the register must remember between calls.

    def set(self, value):
        # TODO: write the value, and return the stamp of the write.
        raise NotImplementedError("set is yours to write")

    def clear(self):
        # TODO: take the value away, and return the stamp of this write.
        raise NotImplementedError("clear is yours to write")

    def get(self):
        # TODO: the value of the latest write, or None.
        raise NotImplementedError("get is yours to write")

    def written_at(self):
        # TODO: the stamp of the latest write, or None.
        raise NotImplementedError("written_at is yours to write")

    def written_by(self):
        # TODO: the replica of the latest write, or None.
        raise NotImplementedError("written_by is yours to write")

    def merge(self, other):
        # TODO: take in what the other LwwRegister knows.
        raise NotImplementedError("merge is yours to write")
