"""Consistent hashing: a sorted list of points, and a search by halves."""

import bisect
import hashlib
import threading


def _sha256_32(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


class HashRing:
    def __init__(self, virtual_nodes=64, hash=_sha256_32):
        self._virtual_nodes = virtual_nodes
        self._hash = hash
        self._lock = threading.Lock()
        self._weights = {}
        # Pairs of place and node. Sorted, they settle a place that two nodes share by name.
        self._points = []

    def add_node(self, node, weight):
        with self._lock:
            is_new = node not in self._weights
            if not is_new:
                self._drop_points(node)
            self._weights[node] = weight
            for index in range(self._virtual_nodes * weight):
                self._points.append((self._hash(f"{node}#{index}"), node))
            self._points.sort()
            return is_new

    def remove_node(self, node):
        with self._lock:
            if node not in self._weights:
                return False
            del self._weights[node]
            self._drop_points(node)
            return True

    def owner(self, key):
        with self._lock:
            if not self._points:
                return None
            return self._points[self._start(key)][1]

    def owners(self, key, count):
        with self._lock:
            found = []
            start = self._start(key)
            for step in range(len(self._points)):
                if len(found) == count:
                    break
                node = self._points[(start + step) % len(self._points)][1]
                if node not in found:
                    found.append(node)
            return found

    def nodes(self):
        with self._lock:
            return sorted(self._weights)

    def _start(self, key):
        """The index of the first point at or after the key."""
        index = bisect.bisect_left(self._points, (self._hash(key),))
        return 0 if index == len(self._points) else index

    def _drop_points(self, node):
        self._points = [point for point in self._points if point[1] != node]
