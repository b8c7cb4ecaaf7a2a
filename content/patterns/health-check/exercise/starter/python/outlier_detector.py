# {{contract}}


class OutlierDetector:
    def __init__(
        self,
        consecutive_errors=5,
        base_ejection_ms=30_000,
        max_ejection_ms=300_000,
        max_ejection_percent=10,
        panic_threshold_percent=50,
        clock=None,
    ):
        self._clock = clock
        # TODO: keep the options, and whatever the detector must remember of its hosts.

    def add_host(self, host):
        # TODO: True if it is new; else leave it as it is, and False.
        raise NotImplementedError("add_host is yours to write")

    def remove_host(self, host):
        # TODO: forget it; True if it was there.
        raise NotImplementedError("remove_host is yours to write")

    def report_success(self, host):
        # TODO: a request to the host has succeeded.
        raise NotImplementedError("report_success is yours to write")

    def report_error(self, host):
        # TODO: a request to the host has failed; True if this ejects it.
        raise NotImplementedError("report_error is yours to write")

    def ejected_for_ms(self, host):
        # TODO: what is left of its ejection; None when it is in service or not known.
        raise NotImplementedError("ejected_for_ms is yours to write")

    def available(self):
        # TODO: the hosts to send requests to, sorted.
        raise NotImplementedError("available is yours to write")
