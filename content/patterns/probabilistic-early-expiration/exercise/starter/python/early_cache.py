# {{contract}}


class EarlyCache:
    def __init__(self, ttl_ms=60000, negative_ttl_ms=5000, beta=1, clock=None, random=None):
        self._clock = clock
        self._random = random
        # TODO: keep the options, and whatever must be remembered of each key.

    def get(self, key, load):
        # TODO: the stored value, or what load(key) gives, which is then stored.
        raise NotImplementedError("get is yours to write")

    def invalidate(self, key):
        # TODO: take the entry out; True if there was one that had not expired.
        raise NotImplementedError("invalidate is yours to write")
