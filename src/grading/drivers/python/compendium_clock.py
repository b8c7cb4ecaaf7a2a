"""Virtual time for a learner's program: the clock it is given, and the system's clocks and timers."""

import sys
import threading
import time


class Clock:
    """Virtual time. The system clocks follow it unless a sequence freezes them."""

    def __init__(self):
        self.now_ms = 0
        self.system_ms = 0
        self.frozen = False
        self.timers = []

    def reset(self, start_ms, frozen):
        self.now_ms = start_ms
        # Far from the given clock when it stands still: who mixes the two shall not be right by accident.
        self.system_ms = 1700000000000 if frozen else start_ms
        self.frozen = frozen
        self.timers = []

    def advance(self, ms):
        target = self.now_ms + ms
        while not self.frozen:
            due = [timer for timer in self.timers if timer.due_ms <= target]
            if not due:
                break
            timer = min(due, key=lambda one: one.due_ms)
            self.timers.remove(timer)
            self.now_ms = self.system_ms = max(self.now_ms, timer.due_ms)
            timer.fire()
        self.now_ms = target
        if not self.frozen:
            self.system_ms = target


clock = Clock()


class VirtualTimer:
    """threading.Timer in virtual time."""

    def __init__(self, interval, function, args=None, kwargs=None):
        self.due_ms = clock.now_ms + interval * 1000
        self.interval = interval
        self.function = function
        self.args = args or []
        self.kwargs = kwargs or {}
        self.daemon = True

    def start(self):
        self.due_ms = clock.now_ms + self.interval * 1000
        clock.timers.append(self)

    def cancel(self):
        if self in clock.timers:
            clock.timers.remove(self)

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return self in clock.timers

    def fire(self):
        self.function(*self.args, **self.kwargs)


class Scheduled:
    """A callback that the program has scheduled."""

    is_given = True

    def __init__(self, delay_ms, callback):
        self.due_ms = clock.now_ms + max(0, delay_ms)
        self.fire = callback


def schedule(delay_ms, callback):
    timer = Scheduled(delay_ms, callback)
    clock.timers.append(timer)

    def cancel():
        if timer in clock.timers:
            clock.timers.remove(timer)

    return cancel


def virtual_sleep(seconds):
    clock.advance(seconds * 1000)


def install_clock():
    """Nothing that the learner's program reads or waits for takes real time."""
    for name in ("time", "monotonic", "perf_counter", "process_time"):
        setattr(time, name, lambda: clock.system_ms / 1000)
        setattr(time, name + "_ns", lambda: int(clock.system_ms * 1000000))
    time.sleep = virtual_sleep
    threading.Timer = VirtualTimer


def install_datetime():
    """Only once the program has imported it: the import costs more than all the rest."""
    module = sys.modules.get("datetime")
    if module is None or getattr(module, "_compendium", False):
        return
    real = module.datetime

    class VirtualDatetime(real):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(clock.system_ms / 1000, tz)

        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(clock.system_ms / 1000, module.timezone.utc).replace(tzinfo=None)

    module.datetime = VirtualDatetime
    module._compendium = True
