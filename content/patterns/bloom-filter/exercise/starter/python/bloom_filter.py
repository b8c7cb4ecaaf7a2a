# {{contract}}


class IncompatibleFilterError(Exception):
    pass


class BloomFilter:
    def __init__(self, capacity=1000, false_positive_rate=0.01, hash=None):
        self._hash = hash
        # TODO: work out how many bits and how many positions, and make the bits.

    def add(self, key):
        # TODO: set the bits of the key.
        raise NotImplementedError("add is yours to write")

    def might_contain(self, key):
        # TODO: False if the key was certainly never added, else True.
        raise NotImplementedError("might_contain is yours to write")

    def add_all(self, keys):
        # TODO: add every key of the list.
        raise NotImplementedError("add_all is yours to write")

    def filter(self, keys):
        # TODO: the keys of the list that might be contained, in its order.
        raise NotImplementedError("filter is yours to write")

    def bits(self):
        # TODO: how many bits the filter has.
        raise NotImplementedError("bits is yours to write")

    def hashes(self):
        # TODO: how many positions each key has.
        raise NotImplementedError("hashes is yours to write")

    def merge(self, other):
        # TODO: add what the other holds; raise IncompatibleFilterError if the sizes differ.
        raise NotImplementedError("merge is yours to write")
