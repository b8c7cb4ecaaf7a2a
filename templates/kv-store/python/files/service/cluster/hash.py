"""Where names lie."""

from hashlib import sha256


def hash_of(text: str) -> int:
    """A number from 0 to 2**32 - 1, the same on every node and in every release.

    What is on disk was placed by it. Not for secrets; SHA-256 is here because it spreads well and never
    changes.
    """
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big")
