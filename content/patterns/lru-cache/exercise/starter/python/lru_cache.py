# {{contract}}


class LruCache:
    def __init__(self, capacity=8, ttl_ms=0, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the cache must remember between calls.

    def get(self, key):
        # TODO: the value, or None when the key is not there. It is a use of the entry.
        raise NotImplementedError("get is yours to write")

    def put(self, key, value):
        # TODO: store the value; make room first if the key is new and the cache is full.
        raise NotImplementedError("put is yours to write")

    def peek(self, key):
        # TODO: the value, or None. It is no use of the entry.
        raise NotImplementedError("peek is yours to write")

    def contains(self, key):
        # TODO: whether the key is there. It is no use of the entry.
        raise NotImplementedError("contains is yours to write")

    def remove(self, key):
        # TODO: take the entry out; True if it was there.
        raise NotImplementedError("remove is yours to write")

    def size(self):
        # TODO: how many entries are there.
        raise NotImplementedError("size is yours to write")

    def keys(self):
        # TODO: the keys that are there, the least recently used first.
        raise NotImplementedError("keys is yours to write")
