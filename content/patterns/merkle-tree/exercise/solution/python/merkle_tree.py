"""A hash tree over buckets of keys and values, kept up to date from the changed bucket to the root."""

import threading


class IncompatibleTreeError(ValueError):
    """The other tree has another number of buckets."""


class MerkleTree:
    def __init__(self, buckets=16, *, hash):
        self._hash = hash
        self._lock = threading.Lock()
        self._buckets = [{} for _ in range(buckets)]
        # As in a heap: 1 is the root, n has the children 2n and 2n + 1, and the buckets come last.
        self._nodes = [0] * buckets + [self._leaf({})] * buckets
        for node in range(buckets - 1, 0, -1):
            self._nodes[node] = self._parent(self._nodes[2 * node], self._nodes[2 * node + 1])
        self._compared = 0

    def put(self, key, value):
        with self._lock:
            index = self._index(key)
            self._buckets[index][key] = value
            self._refresh(index)

    def remove(self, key):
        with self._lock:
            index = self._index(key)
            if key not in self._buckets[index]:
                return False
            del self._buckets[index][key]
            self._refresh(index)
            return True

    def root(self):
        with self._lock:
            return self._nodes[1]

    def diff(self, other):
        theirs, their_buckets = other._snapshot()
        with self._lock:
            if len(theirs) != len(self._nodes):
                raise IncompatibleTreeError(f"{len(their_buckets)} buckets and not {len(self._buckets)}")
            self._compared = 0
            keys = set()
            for index in self._differing(theirs):
                mine, others = self._buckets[index], their_buckets[index]
                keys.update(key for key in {**mine, **others} if mine.get(key) != others.get(key))
            return sorted(keys)

    def compared(self):
        with self._lock:
            return self._compared

    def entries(self, key):
        with self._lock:
            return dict(self._buckets[self._index(key)])

    def proof(self, key):
        with self._lock:
            node = self._index(key) + len(self._buckets)
            return [self._nodes[at ^ 1] for at in _way_up(node)]

    def verify(self, key, entries, proof, root):
        index = self._index(key)
        way = list(_way_up(index + len(self._buckets)))
        if len(proof) != len(way) or any(self._index(one) != index for one in entries):
            return False
        node = self._leaf(entries)
        for at, neighbour in zip(way, proof):
            node = self._parent(node, neighbour) if at % 2 == 0 else self._parent(neighbour, node)
        return node == root

    def _index(self, key):
        return self._hash(key) % len(self._buckets)

    def _leaf(self, entries):
        listed = (f"{self._hash(key)}:{self._hash(value)}" for key, value in sorted(entries.items()))
        return self._hash("leaf:" + ",".join(listed))

    def _parent(self, left, right):
        return self._hash(f"node:{left},{right}")

    def _refresh(self, index):
        node = index + len(self._buckets)
        self._nodes[node] = self._leaf(self._buckets[index])
        while node > 1:
            node //= 2
            self._nodes[node] = self._parent(self._nodes[2 * node], self._nodes[2 * node + 1])

    def _differing(self, theirs):
        """The buckets whose hashes differ, found from the root."""
        waiting = [1]
        while waiting:
            node = waiting.pop()
            self._compared += 1
            if self._nodes[node] == theirs[node]:
                continue
            if node >= len(self._buckets):
                yield node - len(self._buckets)
            else:
                waiting += [2 * node, 2 * node + 1]

    def _snapshot(self):
        with self._lock:
            return self._nodes[:], [dict(bucket) for bucket in self._buckets]


def _way_up(node):
    while node > 1:
        yield node
        node //= 2
