"""A store that writes state and events in one step, and the relay that publishes the events."""

import threading
from collections import Counter, OrderedDict
from itertools import islice

PAGE = 32


class MessageRejectedError(Exception):
    """The broker will never take this event."""


class _Event:
    def __init__(self, position, event_id, key, payload):
        self.position = position
        self.id = event_id
        self.key = key
        self.payload = payload
        self.failures = 0


class TransactionalOutbox:
    """The lock is held for updates and marks, not while the broker is called. One poll runs at a time."""

    def __init__(self, publish, max_attempts=5):
        self._publish = publish
        self._max_attempts = max_attempts
        self._lock = threading.RLock()
        self._polling = threading.Lock()
        self._state = {}
        self._numbers = Counter()
        self._committed = 0
        self._pending = OrderedDict()
        self._parked = {}

    def update(self, keys, compute):
        with self._lock:
            values = {}
            writes = []
            for key in keys:
                values[key] = compute(key, values.get(key, self._state.get(key, "")))
                writes.append((key, values[key]))
            # Nothing below this line can fail.
            self._state.update(values)
            return [self._append(key, value) for key, value in writes]

    def get(self, key):
        with self._lock:
            return self._state.get(key, "")

    def poll(self, batch):
        with self._polling:
            held_back = set()
            calls = published = 0
            for event in self._due():
                if calls == batch:
                    break
                if event.key in held_back:
                    continue
                calls += 1
                if self._offer(event):
                    published += 1
                elif event.id in self._pending:
                    held_back.add(event.key)
            return published

    def pending(self):
        with self._lock:
            return list(self._pending)

    def parked(self):
        with self._lock:
            return [event.id for event in sorted(self._parked.values(), key=_position)]

    def release(self, event_id):
        with self._lock:
            event = self._parked.pop(event_id, None)
            if event is None:
                return False
            event.failures = 0
            events = sorted([*self._pending.values(), event], key=_position)
            self._pending = OrderedDict((one.id, one) for one in events)
            return True

    def _due(self):
        """The pending events in the order of commits, a page at a time: of a long outbox a poll needs the first few."""
        position, size = 0, PAGE
        while True:
            with self._lock:
                rest = (event for event in self._pending.values() if event.position > position)
                page = list(islice(rest, size))
            yield from page
            if len(page) < size:
                return
            # Pages double, so that passing over those before costs no more than they did.
            position, size = page[-1].position, 2 * size

    def _append(self, key, payload):
        self._numbers[key] += 1
        self._committed += 1
        event = _Event(self._committed, f"{key}#{self._numbers[key]}", key, payload)
        self._pending[event.id] = event
        return event.id

    def _offer(self, event):
        """Whether the event was published. If not, it is pending still, or parked."""
        try:
            self._publish(event.id, event.payload)
        except MessageRejectedError:
            self._park(event)
            return False
        except Exception:
            event.failures += 1
            if event.failures >= self._max_attempts:
                self._park(event)
            return False
        with self._lock:
            del self._pending[event.id]
        return True

    def _park(self, event):
        with self._lock:
            del self._pending[event.id]
            self._parked[event.id] = event


def _position(event):
    return event.position
