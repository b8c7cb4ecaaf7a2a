"""Which of several instances a call goes to."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

# Unknown: whoever called gave up, which says nothing about the instance.
HowItEnded = Literal["answered", "failed", "unknown"]


@dataclass
class State:
    under_way: int = 0
    failures_in_a_row: int = 0
    ejected_until: float = 0.0


class Instances:
    """Picks the less busy of two instances drawn at random.

    That spreads load nearly as well as knowing all, and never sends everybody to the same one. Whoever
    fails is left alone for a while; if that is everybody, nobody is: the fault is then rather ours,
    and a try costs little.
    """

    def __init__(
        self,
        failures: int,
        eject_ms: int,
        draw: Callable[[Sequence[str]], str] = random.choice,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # So many failures in a row, and an instance is left alone.
        self._failures = failures
        # For so long. After that one more failure is enough.
        self._eject_s = eject_ms / 1000
        self._draw = draw
        # Seconds on a clock that nobody sets.
        self._clock = clock
        self._states: dict[str, State] = {}

    def begin(self, origins: Sequence[str]) -> str:
        """Takes one of them, of which there has to be one. The call has to be ended."""
        # Who is no longer listed is forgotten, or addresses that change would pile up.
        self._states = {origin: self._states.get(origin, State()) for origin in origins}
        origin = self._pick(origins)
        self._states[origin].under_way += 1
        return origin

    def end(self, origin: str, how: HowItEnded) -> bool:
        """True when this failure has the instance left alone from now on."""
        state = self._states.get(origin)
        if state is None:
            return False
        state.under_way -= 1
        if how == "answered":
            state.failures_in_a_row = 0
        if how != "failed":
            return False
        state.failures_in_a_row += 1
        if state.failures_in_a_row < self._failures:
            return False
        state.ejected_until = self._clock() + self._eject_s
        return True

    def ejected(self) -> int:
        return sum(1 for origin in self._states if self._is_ejected(origin))

    def _pick(self, origins: Sequence[str]) -> str:
        well = [origin for origin in origins if not self._is_ejected(origin)]
        candidates = well or list(origins)
        one = self._draw(candidates)
        others = [origin for origin in candidates if origin != one]
        other = self._draw(others) if others else one
        return min((one, other), key=lambda origin: self._states[origin].under_way)

    def _is_ejected(self, origin: str) -> bool:
        return self._states[origin].ejected_until > self._clock()
