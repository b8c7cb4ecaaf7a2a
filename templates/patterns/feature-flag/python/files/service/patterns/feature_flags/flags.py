"""Every flag that the code asks for, and what holds where the file says nothing of it."""

from enum import Enum


class Flag(Enum):
    ACCEPT_WRITES = "accept-writes", True
    # compendium:slot flags

    def __init__(self, key: str, default: bool) -> None:
        # Its name in the file.
        self.key = key
        self.default = default
