# {{contract}}


class LsmTree:
    def __init__(self, memtable_limit=4, fanout=4):
        # TODO: keep the options, and whatever the tree must remember between calls.
        pass

    def put(self, key, value):
        # TODO: write into the memtable, and flush it if it is full.
        raise NotImplementedError("put is yours to write")

    def delete(self, key):
        # TODO: write a tombstone.
        raise NotImplementedError("delete is yours to write")

    def get(self, key):
        # TODO: the value that was written last, or None.
        raise NotImplementedError("get is yours to write")

    def scan(self, start, end):
        # TODO: a sorted list of [key, value] from start to before end (None: to the last).
        raise NotImplementedError("scan is yours to write")

    def flush(self):
        # TODO: make a run of the memtable, and merge the levels that are full.
        raise NotImplementedError("flush is yours to write")

    def runs(self):
        # TODO: all runs, the newest first; an entry is [key, value], or [key] for a tombstone.
        raise NotImplementedError("runs is yours to write")
