# {{contract}}


class OrSet:
    def __init__(self, replica):
        self._replica = replica
        # TODO: whatever the set must remember between calls.

    def add(self, element):
        # TODO: add the element; this is an add of its own.
        raise NotImplementedError("add is yours to write")

    def remove(self, element):
        # TODO: take out what was seen of it; True if it was there.
        raise NotImplementedError("remove is yours to write")

    def contains(self, element):
        # TODO: whether the element is in the set.
        raise NotImplementedError("contains is yours to write")

    def elements(self):
        # TODO: a sorted list of the elements.
        raise NotImplementedError("elements is yours to write")

    def merge(self, other):
        # TODO: take in all that the other OrSet knows.
        raise NotImplementedError("merge is yours to write")
