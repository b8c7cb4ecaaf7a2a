"""Rendezvous hashing: every node has a score for every key, and the highest wins."""

import hashlib
import threading


def _sha256_32(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


class RendezvousHash:
    def __init__(self, hash=_sha256_32):
        self._hash = hash
        self._lock = threading.Lock()
        self._weights = {}

    def add_node(self, node, weight):
        with self._lock:
            is_new = node not in self._weights
            self._weights[node] = weight
            return is_new

    def remove_node(self, node):
        with self._lock:
            return self._weights.pop(node, None) is not None

    def owner(self, key):
        with self._lock:
            return min(self._weights, key=lambda node: self._rank(node, key), default=None)

    def owners(self, key, count):
        with self._lock:
            return sorted(self._weights, key=lambda node: self._rank(node, key))[:count]

    def nodes(self):
        with self._lock:
            return sorted(self._weights)

    def _rank(self, node, key):
        """Smaller is better: the highest score, then the smaller name."""
        return -self._score(node, key), node

    def _score(self, node, key):
        return max(self._hash(f"{node}#{ticket}#{key}") for ticket in range(self._weights[node]))
