"""Who is among the first so many of a hundred."""

import hashlib


def place_of(flag: str, key: str) -> float:
    """Where a key stands for a flag, from 0 to below 100.

    The same key always stands in the same place, so nobody loses a feature when the roll-out grows;
    each flag has an order of its own, so it is not always the same ones who go first.
    """
    digest = hashlib.sha256(f"{flag}:{key}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 * 100
