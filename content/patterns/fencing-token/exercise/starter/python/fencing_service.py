# {{contract}}


class StaleTokenError(Exception):
    """The store has served a later holder already."""


class FencingService:
    def __init__(self, ttl_ms, clock):
        self._ttl_ms = ttl_ms
        self._clock = clock
        # TODO: whatever the two sides must remember between calls.

    def acquire(self, lock):
        # TODO: a token higher than any before for this lock, or None while somebody holds it.
        raise NotImplementedError("acquire is yours to write")

    def renew(self, lock, token):
        # TODO: True, and the lease lasts ttl_ms from now, if this token holds the lock.
        raise NotImplementedError("renew is yours to write")

    def release(self, lock, token):
        # TODO: True, and the lock is free, if this token holds it.
        raise NotImplementedError("release is yours to write")

    def holds(self, lock, token):
        # TODO: whether this token holds the lock now.
        raise NotImplementedError("holds is yours to write")

    def write(self, key, value, token):
        # TODO: store the value, or raise StaleTokenError.
        raise NotImplementedError("write is yours to write")

    def read(self, key, token):
        # TODO: the value or None, or raise StaleTokenError.
        raise NotImplementedError("read is yours to write")

    def remove(self, key, token):
        # TODO: take the value away, or raise StaleTokenError.
        raise NotImplementedError("remove is yours to write")

    def peek(self, key):
        # TODO: the value or None.
        raise NotImplementedError("peek is yours to write")
