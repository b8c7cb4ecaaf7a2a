# {{contract}}


class LoadShedder:
    def __init__(self, target_ms=20, resume_ms=10, interval_ms=1000, calm_intervals=2, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the shedder must remember between calls.

    def record_delay(self, delay_ms):
        # TODO: note how long a request waited.
        raise NotImplementedError("record_delay is yours to write")

    def admit(self, criticality):
        # TODO: whether a request of this criticality is taken now.
        raise NotImplementedError("admit is yours to write")

    def level(self):
        # TODO: how many kinds of requests are shed now.
        raise NotImplementedError("level is yours to write")
