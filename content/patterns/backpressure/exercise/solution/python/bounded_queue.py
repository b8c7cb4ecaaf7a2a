"""A bounded queue with credits for the consumer and a pause for the producer."""

import threading
from collections import deque


class QueueFullError(Exception):
    """The queue is full and its policy is reject."""


class InvalidRequestError(Exception):
    """Fewer than one item was requested."""


class BoundedQueue:
    def __init__(self, capacity=16, policy="reject", high_watermark=12, low_watermark=4):
        self._capacity = capacity
        self._policy = policy
        self._high = high_watermark
        self._low = low_watermark
        self._lock = threading.Lock()
        self._items = deque()
        self._credits = 0
        self._paused = False
        self._counts = {"offered": 0, "delivered": 0, "dropped": 0, "rejected": 0}

    def offer(self, item):
        with self._lock:
            self._counts["offered"] += 1
            dropped = None
            if len(self._items) >= self._capacity:
                if self._policy == "reject":
                    self._counts["rejected"] += 1
                    raise QueueFullError()
                self._counts["dropped"] += 1
                if self._policy == "drop_newest":
                    return item
                dropped = self._items.popleft()
            self._items.append(item)
            if len(self._items) >= self._high:
                self._paused = True
            return dropped

    def request(self, count):
        if count < 1:
            raise InvalidRequestError(f"{count} items were requested")
        with self._lock:
            self._credits += count

    def poll(self):
        with self._lock:
            if self._credits == 0 or not self._items:
                return None
            self._credits -= 1
            self._counts["delivered"] += 1
            item = self._items.popleft()
            if len(self._items) <= self._low:
                self._paused = False
            return item

    def is_paused(self):
        with self._lock:
            return self._paused

    def size(self):
        with self._lock:
            return len(self._items)

    def counts(self):
        with self._lock:
            return dict(self._counts)
