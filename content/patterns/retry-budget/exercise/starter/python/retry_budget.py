# {{contract}}


class RetryBudget:
    def __init__(self, retry_percent=20, min_retries_per_second=10, window_seconds=10, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the budget must remember between calls.

    def record_request(self):
        # TODO: add the share of a request.
        raise NotImplementedError("record_request is yours to write")

    def try_retry(self):
        # TODO: True, and take one retry out, if there is one; else False.
        raise NotImplementedError("try_retry is yours to write")

    def balance(self):
        # TODO: how many whole retries there are now.
        raise NotImplementedError("balance is yours to write")
