# {{contract}}


class BulkheadFullError(Exception):
    pass


class WaitTimeoutError(Exception):
    pass


class Bulkhead:
    def __init__(self, max_concurrent=10, max_waiting=0, max_wait_ms=1000, schedule=None):
        self._schedule = schedule
        # TODO: keep the options, and whatever the bulkhead must remember between calls.

    def run(self, operation):
        # TODO: run the operation when there is a place, and give what it gives.
        raise NotImplementedError("run is yours to write")

    def in_flight(self):
        # TODO: how many operations run now.
        raise NotImplementedError("in_flight is yours to write")

    def waiting(self):
        # TODO: how many calls wait in line now.
        raise NotImplementedError("waiting is yours to write")
