# {{contract}}


class PhiDetector:
    def __init__(
        self,
        threshold=8,
        window_size=1000,
        min_std_deviation_ms=100,
        acceptable_pause_ms=0,
        first_interval_ms=1000,
        clock=None,
    ):
        self._clock = clock
        # TODO: keep the options, and whatever the detector must remember between calls.

    def heartbeat(self):
        # TODO: take in the interval since the heartbeat before.
        raise NotImplementedError("heartbeat is yours to write")

    def phi(self):
        # TODO: how surprising the present silence is.
        raise NotImplementedError("phi is yours to write")

    def is_available(self):
        # TODO: whether phi is below the threshold.
        raise NotImplementedError("is_available is yours to write")
