# {{contract}}


class TwoPhaseCommitCoordinator:
    def __init__(self, prepare, commit, abort, record, sleep, commit_rounds=5, retry_ms=100):
        self._prepare = prepare
        self._commit = commit
        self._abort = abort
        self._record = record
        self._sleep = sleep
        # TODO: keep the options.

    def run(self, txn, participants):
        # TODO: ask, decide, write, tell; "committed", "committing" or "aborted".
        raise NotImplementedError("run is yours to write")

    def recover(self, txn, log):
        # TODO: find the decision in the log, and bring it to its end.
        raise NotImplementedError("recover is yours to write")
