"""The coordinator of two-phase commit with presumed abort and read-only votes."""

import time


def _sleep(ms):
    time.sleep(ms / 1000)


class TwoPhaseCommitCoordinator:
    """Keeps nothing from call to call, so that several threads may run transactions at once."""

    def __init__(self, prepare, commit, abort, record, sleep=_sleep, commit_rounds=5, retry_ms=100):
        self._prepare = prepare
        self._commit = commit
        self._abort = abort
        self._record = record
        self._sleep = sleep
        self._commit_rounds = commit_rounds
        self._retry_ms = retry_ms

    def run(self, txn, participants):
        waiting = []
        for participant in participants:
            vote = self._vote(txn, participant)
            if vote in ("yes", "silent"):
                waiting.append(participant)
            if vote in ("no", "silent"):
                return self._tell_abort(txn, waiting)
        if not waiting:
            return "committed"
        self._record(txn, " ".join(["commit", *waiting]))
        return self._tell_commit(txn, waiting)

    def recover(self, txn, log):
        decision = next((entry for entry in log if entry.split(" ")[0] == "commit"), None)
        if decision is None:
            return "aborted"
        if "end" in log:
            return "committed"
        return self._tell_commit(txn, decision.split(" ")[1:])

    def _vote(self, txn, participant):
        """The vote, or "silent" when no answer came."""
        try:
            return self._prepare(participant, txn)
        except Exception:
            return "silent"

    def _tell_abort(self, txn, waiting):
        for participant in waiting:
            self._acknowledges(self._abort, participant, txn)
        return "aborted"

    def _tell_commit(self, txn, waiting):
        """The decision is on disk, and stands whatever happens here."""
        for round_number in range(self._commit_rounds):
            if round_number > 0:
                self._sleep(self._retry_ms)
            waiting = [one for one in waiting if not self._acknowledges(self._commit, one, txn)]
            if not waiting:
                self._end(txn)
                return "committed"
        return "committing"

    def _end(self, txn):
        """Without the entry a recovery only tells everybody once more."""
        try:
            self._record(txn, "end")
        except Exception:
            pass

    @staticmethod
    def _acknowledges(tell, participant, txn):
        try:
            tell(participant, txn)
            return True
        except Exception:
            return False
