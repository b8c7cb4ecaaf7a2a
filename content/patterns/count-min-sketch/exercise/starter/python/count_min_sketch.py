# {{contract}}


class InvalidCountError(Exception):
    pass


class IncompatibleSketchError(Exception):
    pass


class CountMinSketch:
    def __init__(self, width=1000, depth=4, hash=None):
        self._hash = hash
        # TODO: keep the shape, and make the counters.

    def add(self, key, count):
        # TODO: count the key `count` times more; raise InvalidCountError if it is below 1.
        raise NotImplementedError("add is yours to write")

    def add_all(self, keys):
        # TODO: count each key of the list once.
        raise NotImplementedError("add_all is yours to write")

    def estimate(self, key):
        # TODO: how often the key came at most.
        raise NotImplementedError("estimate is yours to write")

    def estimate_all(self, keys):
        # TODO: the estimate of each key, in the order of the list.
        raise NotImplementedError("estimate_all is yours to write")

    def total(self):
        # TODO: the sum of all counts.
        raise NotImplementedError("total is yours to write")

    def counters(self):
        # TODO: how many counters there are, all rows together.
        raise NotImplementedError("counters is yours to write")

    def merge(self, other):
        # TODO: add what the other counted; raise IncompatibleSketchError if the shapes differ.
        raise NotImplementedError("merge is yours to write")
