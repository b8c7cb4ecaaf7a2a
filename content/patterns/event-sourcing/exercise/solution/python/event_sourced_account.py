"""An account whose state is nothing but the sum of its events."""

import threading
import time
from dataclasses import dataclass, replace


class VersionConflictError(Exception):
    """The command was decided on another version than the account has."""


class CommandRejectedError(Exception):
    """The rules forbid the command."""


class EventGapError(Exception):
    """Events before these are missing."""


@dataclass(frozen=True)
class _State:
    version: int = 0
    balance: int = 0
    closed: bool = False

    def after(self, event):
        """Events are facts: nothing is checked here."""
        change = event.get("deposited", 0) - event.get("withdrawn", 0)
        return replace(
            self,
            version=event["version"],
            balance=self.balance + change,
            closed=self.closed or "closed" in event,
        )


def _wall_clock_ms():
    return time.time_ns() // 1_000_000


class EventSourcedAccount:
    def __init__(self, overdraft_cents=0, snapshot_every=10, clock=_wall_clock_ms):
        self._overdraft = overdraft_cents
        self._snapshot_every = snapshot_every
        self._clock = clock
        self._lock = threading.RLock()
        self._state = _State()
        self._events = ()
        self._snapshot = None

    def deposit(self, cents, expected_version=None):
        with self._lock:
            self._expect(expected_version)
            self._require(cents > 0 and not self._state.closed)
            return self._record({"deposited": cents})

    def withdraw(self, cents, expected_version=None):
        with self._lock:
            self._expect(expected_version)
            self._require(cents > 0 and not self._state.closed)
            self._require(self._state.balance - cents >= -self._overdraft)
            return self._record({"withdrawn": cents})

    def close(self, expected_version=None):
        with self._lock:
            self._expect(expected_version)
            self._require(self._state.balance >= 0 and not self._state.closed)
            rest = self._state.balance
            payout = [{"withdrawn": rest}] if rest > 0 else []
            return self._record(*payout, {"closed": 1})

    def balance(self):
        return self._state.balance

    def version(self):
        return self._state.version

    def events(self, after):
        with self._lock:
            return [dict(event) for event in self._events if event["version"] > after]

    def snapshot(self):
        with self._lock:
            if self._snapshot is None:
                return None
            taken = self._snapshot
            return {"version": taken.version, "balance": taken.balance, "closed": int(taken.closed)}

    def replay(self, events):
        with self._lock:
            return self._take_in(self._state, self._events, self._snapshot, events)

    def restore(self, snapshot, events):
        with self._lock:
            if snapshot is None:
                return self._take_in(_State(), (), None, events)
            state = _State(snapshot["version"], snapshot["balance"], snapshot["closed"] == 1)
            return self._take_in(state, (), state, events)

    def _expect(self, version):
        if version is not None and version != self._state.version:
            raise VersionConflictError(f"expected version {version}, but it is {self._state.version}")

    def _require(self, allowed):
        if not allowed:
            raise CommandRejectedError("the rules forbid it")

    def _record(self, *facts):
        now = self._clock()
        first = self._state.version + 1
        events = [{"version": first + index, "time": now, **fact} for index, fact in enumerate(facts)]
        return self._take_in(self._state, self._events, self._snapshot, events)

    def _take_in(self, state, kept, snapshot, events):
        """The one way in which an account changes. Nothing is assigned before all went well."""
        taken = list(kept)
        for event in events:
            if event["version"] <= state.version:
                continue
            if event["version"] > state.version + 1:
                raise EventGapError(f"version {state.version + 1} is missing")
            taken.append(_upcast(event))
            state = state.after(taken[-1])
            if state.version % self._snapshot_every == 0:
                snapshot = state
        self._state, self._events, self._snapshot = state, tuple(taken), snapshot
        return state.version


def _upcast(event):
    """A copy in the present form: the first version of the program counted in euros, under other names."""
    present = dict(event)
    if "credited" in present:
        present["deposited"] = present.pop("credited") * 100
    if "debited" in present:
        present["withdrawn"] = present.pop("debited") * 100
    return present
