"""The work for one order has a deadline. See docs/adr/deadline-propagation.md."""

from collections.abc import Iterator
from contextlib import contextmanager

from service.patterns.deadline import current_deadline, start_deadline


@contextmanager
def limit_operation(within_ms: int) -> Iterator[None]:
    """Gives what is done inside a deadline, however many calls and pauses it is made of."""
    before = current_deadline.get()
    start_deadline(within_ms)
    try:
        yield
    finally:
        current_deadline.set(before)
