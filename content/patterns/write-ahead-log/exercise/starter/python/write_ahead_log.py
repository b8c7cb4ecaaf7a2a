# {{contract}}


class LogFailedError(Exception):
    """The log has failed and takes nothing until it has recovered."""


class NotDurableError(Exception):
    """The data files are ahead of the log."""


class MissingRecordsError(Exception):
    """Records between the checkpoint and the start of the log are missing."""


class WriteAheadLog:
    def __init__(self, hash, write, sync, truncate, discard):
        self._hash = hash
        self._write = write
        self._sync = sync
        self._truncate = truncate
        self._discard = discard
        # TODO: whatever the log must remember.

    def append(self, payload):
        # TODO: let a data record wait; return its LSN.
        raise NotImplementedError("append is yours to write")

    def commit(self):
        # TODO: let a commit record wait; return its LSN.
        raise NotImplementedError("commit is yours to write")

    def flush(self):
        # TODO: write all that waits, sync, and return how far the log is durable.
        raise NotImplementedError("flush is yours to write")

    def durable(self):
        # TODO: how far the log is durable.
        raise NotImplementedError("durable is yours to write")

    def checkpoint(self, lsn):
        # TODO: discard the transactions at the front that the data files hold.
        raise NotImplementedError("checkpoint is yours to write")

    def recover(self, contents, checkpoint):
        # TODO: read what is good, cut off the rest, return the payloads that the data files lack.
        raise NotImplementedError("recover is yours to write")
