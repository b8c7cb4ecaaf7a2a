# {{contract}}


class ClockMovedBackError(Exception):
    pass


class OutOfRangeError(Exception):
    pass


class IdGenerator:
    def __init__(self, node, epoch_ms=1735689600000, node_bits=10, sequence_bits=12, clock=None):
        self._node = node
        self._clock = clock
        # TODO: keep the options, and whatever the generator must remember between calls.

    def next_id(self):
        # TODO: a new id; ClockMovedBackError or OutOfRangeError when there is none.
        raise NotImplementedError("next_id is yours to write")

    def timestamp_of(self, id):
        # TODO: the time in the id, in milliseconds since 1970.
        raise NotImplementedError("timestamp_of is yours to write")

    def node_of(self, id):
        # TODO: the number of the node that gave the id.
        raise NotImplementedError("node_of is yours to write")

    def sequence_of(self, id):
        # TODO: the sequence number in the id.
        raise NotImplementedError("sequence_of is yours to write")
