"""A replicated growable array: a linked list of elements with ids, and a map from ids into it."""

import threading


class UnknownElementError(KeyError):
    """This replica has never heard of an element of that id."""


class _Element:
    __slots__ = ("stamp", "replica", "value", "after", "is_deleted", "next")

    def __init__(self, stamp, replica, value, after, is_deleted=False):
        self.stamp = stamp
        self.replica = replica
        self.value = value
        # The id of the element that it was inserted after; None at the beginning.
        self.after = after
        self.is_deleted = is_deleted
        self.next = None

    @property
    def id(self):
        return f"{self.stamp}@{self.replica}"

    def comes_before(self, other):
        return (self.stamp, self.replica) > (other.stamp, other.replica)

    def copy(self):
        return _Element(self.stamp, self.replica, self.value, self.after, self.is_deleted)


class RgaSequence:
    def __init__(self, replica):
        self._replica = replica
        self._lock = threading.Lock()
        self._head = _Element(0, "", None, None, is_deleted=True)
        # Every element that was ever known, deleted ones too: others may still refer to them.
        self._elements = {None: self._head}
        self._largest = 0

    def insert_after(self, reference, value):
        with self._lock:
            self._known(reference)
            element = _Element(self._largest + 1, self._replica, value, reference)
            self._place(element)
            return element.id

    def delete(self, id):
        with self._lock:
            element = self._known(id)
            was_there = not element.is_deleted
            element.is_deleted = True
            return was_there

    def values(self):
        with self._lock:
            return [element.value for element in self._all() if not element.is_deleted]

    def ids(self):
        with self._lock:
            return [element.id for element in self._all() if not element.is_deleted]

    def merge(self, other):
        theirs = other._copies()
        with self._lock:
            for element in theirs:
                mine = self._elements.get(element.id)
                if mine is None:
                    self._place(element)
                elif element.is_deleted:
                    mine.is_deleted = True

    def _known(self, id):
        try:
            return self._elements[id]
        except KeyError:
            raise UnknownElementError(id) from None

    def _place(self, element):
        left = self._elements[element.after]
        # Whatever was inserted after these has a larger stamp than they have, and is passed as well.
        while left.next is not None and left.next.comes_before(element):
            left = left.next
        element.next, left.next = left.next, element
        self._elements[element.id] = element
        self._largest = max(self._largest, element.stamp)

    def _all(self):
        element = self._head.next
        while element is not None:
            yield element
            element = element.next

    def _copies(self):
        """In the order of the sequence, so that each comes after the one that it was inserted after."""
        with self._lock:
            return [element.copy() for element in self._all()]
