# {{contract}}


class PermanentError(Exception):
    pass


class DeadLetterQueue:
    def __init__(self, handle, park, unpark, max_attempts=5, retry_delay_ms=1000, ttl_ms=3_600_000, clock=None):
        self._handle = handle
        self._park = park
        self._unpark = unpark
        self._clock = clock
        # TODO: keep the options, the queue and the dead letters.

    def send(self, id, body):
        # TODO: put the message into the queue, unless its id is there or dead.
        raise NotImplementedError("send is yours to write")

    def poll(self, limit):
        # TODO: take up to that many messages that are due; return how many were handled.
        raise NotImplementedError("poll is yours to write")

    def waiting(self):
        # TODO: the ids in the queue, in the order in which they fall due.
        raise NotImplementedError("waiting is yours to write")

    def dead_letters(self):
        # TODO: the ids of the dead, in the order in which they were parked.
        raise NotImplementedError("dead_letters is yours to write")

    def letter(self, id):
        # TODO: body, reason, attempts, sent, first and last of a dead message, or None.
        raise NotImplementedError("letter is yours to write")

    def redrive(self, id):
        # TODO: bring a dead message back into the queue.
        raise NotImplementedError("redrive is yours to write")

    def redrive_all(self):
        # TODO: bring all of them back, the one that was parked first in front.
        raise NotImplementedError("redrive_all is yours to write")
