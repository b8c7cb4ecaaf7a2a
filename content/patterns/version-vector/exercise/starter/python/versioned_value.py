# {{contract}}


class VersionedValue:
    def __init__(self, node):
        self._node = node
        # TODO: keep the versions, and what was seen.

    def put(self, value, context):
        # TODO: replace what the context covers, and add the value as a version.
        raise NotImplementedError("put is yours to write")

    def values(self):
        # TODO: the values of all versions, sorted.
        raise NotImplementedError("values is yours to write")

    def context(self):
        # TODO: for each replica, how many of its writes were seen, as a dict.
        raise NotImplementedError("context is yours to write")

    def merge(self, other):
        # TODO: take over what the other replica knows.
        raise NotImplementedError("merge is yours to write")
