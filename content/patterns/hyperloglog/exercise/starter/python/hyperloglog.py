# {{contract}}


class IncompatibleEstimatorError(Exception):
    pass


class HyperLogLog:
    def __init__(self, precision=12, hash=None):
        self._hash = hash
        # TODO: make the registers.

    def add(self, key):
        # TODO: find the register and the rank of the key, and keep the largest rank.
        raise NotImplementedError("add is yours to write")

    def add_all(self, keys):
        # TODO: note every key of the list.
        raise NotImplementedError("add_all is yours to write")

    def count(self):
        # TODO: about how many different keys have come, as a whole number.
        raise NotImplementedError("count is yours to write")

    def registers(self):
        # TODO: how many registers there are.
        raise NotImplementedError("registers is yours to write")

    def merge(self, other):
        # TODO: note what the other has noted; raise IncompatibleEstimatorError if the precision differs.
        raise NotImplementedError("merge is yours to write")
