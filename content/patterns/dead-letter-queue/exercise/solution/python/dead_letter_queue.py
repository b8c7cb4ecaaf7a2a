"""A queue that retries, moves what cannot be handled to the dead letters, and brings it back when told to."""

import itertools
import threading
import time
from collections import OrderedDict


class PermanentError(Exception):
    """No further attempt can help this message."""


class _Message:
    def __init__(self, message_id, body, sent):
        self.id = message_id
        self.body = body
        self.sent = sent
        self.begin(sent)

    def begin(self, now):
        """A life starts: that of a new message, or another one of a redriven message."""
        self.since = now
        self.attempts = 0
        self.first = None
        self.last = None
        # Why it is to be parked; None as long as it is to be handled.
        self.reason = None

    def failed(self, now):
        self.attempts += 1
        self.last = now
        if self.first is None:
            self.first = now


class DeadLetterQueue:
    """The lock is held for the books alone, not while a message is handled or parked. One poll runs at a time."""

    def __init__(
        self,
        handle,
        park,
        unpark,
        max_attempts=5,
        retry_delay_ms=1000,
        ttl_ms=3_600_000,
        clock=lambda: time.monotonic_ns() // 1_000_000,
    ):
        self._handle = handle
        self._park = park
        self._unpark = unpark
        self._max_attempts = max_attempts
        self._retry_delay_ms = retry_delay_ms
        self._ttl_ms = ttl_ms
        self._clock = clock
        self._lock = threading.Lock()
        # One poll or redrive at a time, so that no message is taken from two sides.
        self._moving = threading.RLock()
        self._entries = itertools.count()
        # Each is in order by itself, because time runs forward and the delay is the same for all.
        self._fresh = OrderedDict()
        self._failed = OrderedDict()
        self._dead = OrderedDict()

    def send(self, id, body):
        with self._lock:
            if id in self._fresh or id in self._failed or id in self._dead:
                return False
            now = self._clock()
            self._enqueue(self._fresh, _Message(id, body, now), now)
            return True

    def poll(self, limit):
        with self._moving:
            with self._lock:
                due = self._due(limit)
            return sum(self._take(message) for message in due)

    def waiting(self):
        with self._lock:
            return [one.id for one in sorted([*self._fresh.values(), *self._failed.values()], key=_place)]

    def dead_letters(self):
        with self._lock:
            return list(self._dead)

    def letter(self, id):
        with self._lock:
            message = self._dead.get(id)
            if message is None:
                return None
            names = ("body", "reason", "attempts", "sent", "first", "last")
            return {name: getattr(message, name) for name in names}

    def redrive(self, id):
        with self._moving:
            message = self._dead.get(id)
            if message is None:
                return False
            self._unpark(id)
            # Nothing below this line can fail.
            with self._lock:
                del self._dead[id]
                now = self._clock()
                message.begin(now)
                self._enqueue(self._fresh, message, now)
            return True

    def redrive_all(self):
        with self._moving:
            return sum(self.redrive(id) for id in self.dead_letters())

    def _enqueue(self, queue, message, due):
        self._remove(message)
        message.due = due
        message.entry = next(self._entries)
        queue[message.id] = message

    def _remove(self, message):
        self._fresh.pop(message.id, None)
        self._failed.pop(message.id, None)

    def _due(self, limit):
        now = self._clock()
        first = [*_first(self._fresh, limit), *_first(self._failed, limit)]
        return sorted((one for one in first if one.due <= now), key=_place)[:limit]

    def _take(self, message):
        """Whether the message was handled. If not, it waits or is dead."""
        if message.reason is None and self._attempt(message):
            with self._lock:
                self._remove(message)
            return True
        if message.reason is None:
            self._put_back(message, message.last)
            return False
        try:
            self._park(message.id, message.reason)
        except Exception:
            self._put_back(message, self._clock())
            return False
        with self._lock:
            self._remove(message)
            self._dead[message.id] = message
        return False

    def _attempt(self, message):
        """Whether the message was handled. If not, and no attempt is left, it has a reason to be parked."""
        if self._clock() - message.since >= self._ttl_ms:
            message.reason = "expired"
            return False
        try:
            self._handle(message.id, message.body)
            return True
        except PermanentError:
            message.failed(self._clock())
            message.reason = "permanent"
        except Exception:
            message.failed(self._clock())
            if message.attempts >= self._max_attempts:
                message.reason = "attempts"
        return False

    def _put_back(self, message, failed):
        with self._lock:
            self._enqueue(self._failed, message, failed + self._retry_delay_ms)


def _first(queue, limit):
    return itertools.islice(queue.values(), limit)


def _place(message):
    return message.due, message.entry
