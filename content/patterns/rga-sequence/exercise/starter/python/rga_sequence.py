# {{contract}}


class UnknownElementError(KeyError):
    pass


class RgaSequence:
    def __init__(self, replica):
        self._replica = replica
        # TODO: whatever the sequence must remember between calls.

    def insert_after(self, reference, value):
        # TODO: insert after the element of that id (None: at the beginning), and return the id of the new one.
        raise NotImplementedError("insert_after is yours to write")

    def delete(self, id):
        # TODO: delete the element; True if it was there.
        raise NotImplementedError("delete is yours to write")

    def values(self):
        # TODO: a list of the values, in order.
        raise NotImplementedError("values is yours to write")

    def ids(self):
        # TODO: a list of the ids, in order.
        raise NotImplementedError("ids is yours to write")

    def merge(self, other):
        # TODO: take in what the other RgaSequence knows.
        raise NotImplementedError("merge is yours to write")
