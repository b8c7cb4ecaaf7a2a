"""Single flight: callers who want the same key at the same time share one load."""

import threading


class _Flight:
    def __init__(self):
        self.ended = threading.Event()
        self.value = None
        self.error = None


class Coalescer:
    def __init__(self):
        self._lock = threading.Lock()
        self._flights = {}

    def get(self, key, load):
        with self._lock:
            flight = self._flights.get(key)
            is_mine = flight is None
            if is_mine:
                flight = self._flights[key] = _Flight()
        if is_mine:
            self._fly(key, flight, load)
        else:
            flight.ended.wait()
        if flight.error is not None:
            raise flight.error
        return flight.value

    def forget(self, key):
        with self._lock:
            self._flights.pop(key, None)

    def in_flight(self):
        with self._lock:
            return len(self._flights)

    def _fly(self, key, flight, load):
        """Nobody is told before the flight is out of the way, so that who asks again starts a new one."""
        try:
            flight.value = load(key)
        except BaseException as error:
            flight.error = error
        with self._lock:
            if self._flights.get(key) is flight:
                del self._flights[key]
        flight.ended.set()
