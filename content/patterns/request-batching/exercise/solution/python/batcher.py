"""A batcher: single requests that come close together are sent as one."""

import threading


def _schedule(delay_ms, callback):
    timer = threading.Timer(delay_ms / 1000, callback)
    timer.daemon = True
    timer.start()
    return timer.cancel


class NotFoundError(Exception):
    pass


class WrongCountError(Exception):
    pass


class ClosedError(Exception):
    pass


class _Batch:
    def __init__(self):
        self.positions = {}
        self.sealed = threading.Event()
        self.answered = threading.Event()
        self.entries = None
        self.error = None

    def ask(self, load_many):
        """Whatever comes of it, everybody who waits is told."""
        try:
            self.entries = load_many(list(self.positions))
            if len(self.entries) != len(self.positions):
                raise WrongCountError(f"{len(self.entries)} entries for {len(self.positions)} keys")
        except BaseException as error:
            self.error = error
        self.answered.set()

    def entry(self, key):
        if self.error is not None:
            raise self.error
        entry = self.entries[self.positions[key]]
        if entry is None:
            raise NotFoundError(key)
        return entry


class Batcher:
    def __init__(self, max_batch=10, max_delay_ms=10, load_many=None, schedule=_schedule):
        self._max_batch = max_batch
        self._max_delay_ms = max_delay_ms
        self._load_many = load_many
        self._schedule = schedule
        self._lock = threading.Lock()
        self._waiting = None
        self._is_closed = False

    def load(self, key):
        with self._lock:
            if self._is_closed:
                raise ClosedError("the batcher is closed")
            is_first = self._waiting is None
            if is_first:
                self._waiting = _Batch()
            batch = self._waiting
            batch.positions.setdefault(key, len(batch.positions))
            if len(batch.positions) >= self._max_batch:
                self._seal(batch)
        if is_first:
            self._lead(batch)
        else:
            batch.answered.wait()
        return batch.entry(key)

    def flush(self):
        with self._lock:
            self._seal(self._waiting)

    def close(self):
        with self._lock:
            self._is_closed = True
            self._seal(self._waiting)

    def waiting(self):
        with self._lock:
            return 0 if self._waiting is None else len(self._waiting.positions)

    def _lead(self, batch):
        """The first caller of a batch sends it, so that neither a timer nor `flush` is held up by the answer."""
        cancel = self._schedule(self._max_delay_ms, lambda: self._expire(batch))
        batch.sealed.wait()
        cancel()
        batch.ask(self._load_many)

    def _expire(self, batch):
        with self._lock:
            self._seal(batch)

    def _seal(self, batch):
        """From now on nobody joins it. One that was sealed before is not the one that waits."""
        if batch is not None and batch is self._waiting:
            self._waiting = None
            batch.sealed.set()
