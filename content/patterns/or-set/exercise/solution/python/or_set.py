"""A replicated set in which adds win, without tombstones.

Each add has a tag: the replica and the number of its add. Kept are the tags that are in, and how many adds of
each replica were seen; a tag that was seen and is not in was removed.
"""

import threading


class OrSet:
    def __init__(self, replica):
        self._replica = replica
        self._lock = threading.Lock()
        self._tags = {}
        self._seen = {}

    def add(self, element):
        with self._lock:
            count = self._seen.get(self._replica, 0) + 1
            self._seen[self._replica] = count
            # Whoever has seen this tag has seen the ones that it replaces.
            self._tags[element] = frozenset([(self._replica, count)])

    def remove(self, element):
        with self._lock:
            return self._tags.pop(element, None) is not None

    def contains(self, element):
        with self._lock:
            return element in self._tags

    def elements(self):
        with self._lock:
            return sorted(self._tags)

    def merge(self, other):
        tags, seen = other._snapshot()
        with self._lock:
            merged = {}
            for element in {**self._tags, **tags}:
                mine, theirs = self._tags.get(element, frozenset()), tags.get(element, frozenset())
                kept = _surviving(mine, theirs, seen)
                taken = _surviving(theirs, mine, self._seen)
                if kept | taken:
                    merged[element] = kept | taken
            self._tags = merged
            self._seen = {name: max(self._seen.get(name, 0), seen.get(name, 0)) for name in {**self._seen, **seen}}

    def _snapshot(self):
        with self._lock:
            return dict(self._tags), dict(self._seen)


def _surviving(tags, others, seen_by_other):
    """The tags that the other holds too, or has not seen: those in between it has removed."""
    return frozenset(
        (replica, count)
        for replica, count in tags
        if (replica, count) in others or count > seen_by_other.get(replica, 0)
    )
