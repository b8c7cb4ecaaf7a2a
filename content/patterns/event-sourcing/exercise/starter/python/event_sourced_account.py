# {{contract}}


class VersionConflictError(Exception):
    """The command was decided on another version than the account has."""


class CommandRejectedError(Exception):
    """The rules forbid the command."""


class EventGapError(Exception):
    """Events before these are missing."""


class EventSourcedAccount:
    def __init__(self, overdraft_cents=0, snapshot_every=10, clock=None):
        self._clock = clock
        # TODO: keep the options, and whatever the account must remember between calls.

    def deposit(self, cents, expected_version=None):
        # TODO: record an event and return the version, or raise VersionConflictError or CommandRejectedError.
        raise NotImplementedError("deposit is yours to write")

    def withdraw(self, cents, expected_version=None):
        # TODO: record an event and return the version, or raise VersionConflictError or CommandRejectedError.
        raise NotImplementedError("withdraw is yours to write")

    def close(self, expected_version=None):
        # TODO: record one event or two and return the version, or raise one of the two errors.
        raise NotImplementedError("close is yours to write")

    def balance(self):
        # TODO: the balance in cents.
        raise NotImplementedError("balance is yours to write")

    def version(self):
        # TODO: the version of the latest event.
        raise NotImplementedError("version is yours to write")

    def events(self, after):
        # TODO: a list of the events (dicts) with a version above after.
        raise NotImplementedError("events is yours to write")

    def snapshot(self):
        # TODO: a dict of version, balance and closed, or None.
        raise NotImplementedError("snapshot is yours to write")

    def replay(self, events):
        # TODO: take in those that are new and return the version, or raise EventGapError.
        raise NotImplementedError("replay is yours to write")

    def restore(self, snapshot, events):
        # TODO: begin anew from the snapshot (or None) and take in the events, or raise EventGapError.
        raise NotImplementedError("restore is yours to write")
