# {{contract}}


class QueueFullError(Exception):
    """The queue is full and its policy is reject."""


class InvalidRequestError(Exception):
    """Fewer than one item was requested."""


class BoundedQueue:
    def __init__(self, capacity=16, policy="reject", high_watermark=12, low_watermark=4):
        # TODO: keep the options, and whatever the queue must remember between calls.
        pass

    def offer(self, item):
        # TODO: take it in, or do what the policy says; the item that was dropped, or None.
        raise NotImplementedError("offer is yours to write")

    def request(self, count):
        # TODO: the consumer is ready for so many items more.
        raise NotImplementedError("request is yours to write")

    def poll(self):
        # TODO: the oldest item for one credit, or None.
        raise NotImplementedError("poll is yours to write")

    def is_paused(self):
        # TODO: whether the producer is to pause.
        raise NotImplementedError("is_paused is yours to write")

    def size(self):
        # TODO: how many items there are.
        raise NotImplementedError("size is yours to write")

    def counts(self):
        # TODO: offered, delivered, dropped and rejected, by name.
        raise NotImplementedError("counts is yours to write")
