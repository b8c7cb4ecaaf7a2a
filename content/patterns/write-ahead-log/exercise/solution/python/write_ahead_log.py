"""A write-ahead log: group commit, one failure and no more, and recovery up to the last whole transaction."""

import re
import threading

_HEAD = re.compile(r"(\d{1,15}):([DC]):(\d{1,15}):")


class LogFailedError(RuntimeError):
    """The log has failed and takes nothing until it has recovered."""


class NotDurableError(ValueError):
    """The data files are ahead of the log."""


class MissingRecordsError(RuntimeError):
    """Records between the checkpoint and the start of the log are missing."""


class _Record:
    def __init__(self, lsn, kind, payload, end):
        self.lsn = lsn
        self.is_commit = kind == "C"
        self.payload = payload
        self.end = end


class WriteAheadLog:
    """Records may be added while a flush is under way: they wait for the next one."""

    def __init__(self, hash, write, sync, truncate, discard):
        self._hash = hash
        self._write = write
        self._sync = sync
        self._truncate = truncate
        self._discard = discard
        # Held for the time of an operation on the file; the other one for what is in memory alone.
        self._file = threading.Lock()
        self._lock = threading.Lock()
        self._open(0, [], 0)

    def append(self, payload):
        return self._add("D", payload)

    def commit(self):
        return self._add("C", "")

    def flush(self):
        with self._file:
            with self._lock:
                self._check()
                records, self._waiting = self._waiting, []
            if records:
                try:
                    self._write("".join(text for _, _, text in records))
                    self._sync()
                except BaseException:
                    self._failed = True
                    raise
                with self._lock:
                    self._wrote(records)
            return self._durable

    def durable(self):
        with self._lock:
            return self._durable

    def checkpoint(self, lsn):
        with self._file:
            self._check()
            if lsn > self._durable:
                raise NotDurableError(f"{lsn} is not durable, {self._durable} is")
            held = [end for commit, end in self._commits if commit <= lsn]
            if not held:
                return
            self._discard(held[-1])
            self._commits = [(commit, end - held[-1]) for commit, end in self._commits[len(held) :]]
            self._length -= held[-1]

    def recover(self, contents, checkpoint):
        with self._file:
            self._failed = True
            records = list(self._records(contents))
            if records and records[0].lsn > checkpoint + 1:
                raise MissingRecordsError(f"the log starts at {records[0].lsn}, after {checkpoint}")
            commits = [(one.lsn, one.end) for one in records if one.is_commit]
            if commits and commits[-1][0] < checkpoint:
                # A record after the checkpoint would leave a gap behind these.
                commits = []
            last, length = commits[-1] if commits else (0, 0)
            if length < len(contents):
                self._truncate(length)
            with self._lock:
                self._open(max(last, checkpoint), commits, length)
            return _payloads(records, checkpoint)

    def _open(self, durable, commits, length):
        self._durable = durable
        self._next = durable + 1
        # LSN and end in the file of each commit record there.
        self._commits = commits
        self._length = length
        self._waiting = []
        self._failed = False

    def _check(self):
        if self._failed:
            raise LogFailedError("the log has failed; recover first")

    def _add(self, kind, payload):
        with self._lock:
            self._check()
            lsn = self._next
            self._next += 1
            self._waiting.append((lsn, kind, self._encoded(lsn, kind, payload)))
            return lsn

    def _wrote(self, records):
        for lsn, kind, text in records:
            self._length += len(text)
            if kind == "C":
                self._commits.append((lsn, self._length))
        self._durable = records[-1][0]

    def _encoded(self, lsn, kind, payload):
        text = f"{lsn}:{kind}:{len(payload)}:{payload}"
        return f"{text}:{self._hash(text)}\n"

    def _records(self, contents):
        """The good records, from the front up to the first that is not."""
        at, due = 0, None
        while True:
            head = _HEAD.match(contents, at)
            if head is None:
                return
            lsn, kind, length = int(head[1]), head[2], int(head[3])
            payload = contents[head.end() : head.end() + length]
            text = self._encoded(lsn, kind, payload)
            if not contents.startswith(text, at) or lsn != (due or lsn):
                return
            at, due = at + len(text), lsn + 1
            yield _Record(lsn, kind, payload, at)


def _payloads(records, checkpoint):
    payloads, transaction = [], []
    for one in records:
        if not one.is_commit:
            transaction.append(one.payload)
            continue
        if one.lsn > checkpoint:
            payloads += transaction
        transaction = []
    return payloads
