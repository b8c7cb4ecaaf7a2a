"""All that a command sees of the world around it. Tests bring their own."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Terminal:
    env: Mapping[str, str]
    # Results go to standard output, everything else to standard error.
    out: Callable[[str], object]
    err: Callable[[str], object]
    # Somebody is watching standard error.
    is_watched: bool = False


class Progress:
    """One line on standard error that changes as things go on; nothing where nobody watches."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def say(self, text: str) -> None:
        if self._terminal.is_watched:
            self._terminal.err(f"\r\x1b[K{text}")

    def end(self) -> None:
        self.say("")


def heed_interruption() -> None:
    """Between two calls. One that ended in the very moment of Ctrl-C may have kept it from us."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
