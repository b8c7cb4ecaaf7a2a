"""Calls side by side: threads that are stopped and taken up again between any two bytecodes of the
learner's file, in an order that a seed decides, so that the same race happens again and again."""

import _thread
import sys
import threading

from compendium_patience import SLICE_S, Patience

# How often, on average, a thread is stopped: once in so many. Methods are short, and some versions of
# Python tell of few bytecodes, but all of them of lines.
STRIDES = {"line": 2, "opcode": 6}
# A thread that did so many bytecodes in one call goes on for ever.
MOST_STEPS = 2000000
# So many waits in which no thread did anything: one of them waits for something that is not a lock of ours.
STUCK_SLICES = 400


class Chance:
    """What a seed decides: xorshift32 (Marsaglia 2003)."""

    def __init__(self, seed):
        self.state = seed & 0xFFFFFFFF or 1

    def draw(self, count):
        state = self.state
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        self.state = state
        return (state >> 8) % count


class Turns:
    """Threads of which one runs at a time."""

    current = None

    def __init__(self, seed, file):
        self.draw = Chance(seed).draw
        self.file = file
        self.gates = []
        self.idents = {}
        self.open = set()
        self.waiting = set()
        self.vain = set()
        self.steps = 0
        self.jammed = False
        self.over = _thread.allocate_lock()
        self.over.acquire()

    def run(self, jobs):
        """Does the jobs side by side. True when all have ended; False when they wait for each other."""
        Turns.current = self
        for index, job in enumerate(jobs):
            gate = _thread.allocate_lock()
            gate.acquire()
            self.gates.append(gate)
            self.open.add(index)
            _thread.start_new_thread(self.work, (index, job))
        self.gates[self.draw(len(jobs))].release()
        ended = self.ends()
        Turns.current = None
        return ended

    def ends(self):
        """On a machine that is busy elsewhere it takes as long as it takes, as long as something is done."""
        patience, seen = Patience(STUCK_SLICES), 0
        while not self.over.acquire(True, SLICE_S):
            if self.steps != seen:
                patience, seen = Patience(STUCK_SLICES), self.steps
            elif patience.is_over():
                return False
        return not self.jammed

    def work(self, index, job):
        self.gates[index].acquire()
        self.idents[_thread.get_ident()] = index
        sys.settrace(self.trace)
        try:
            job()
        finally:
            sys.settrace(None)
            self.open.discard(index)
            self.pass_on()

    def trace(self, frame, event, _):
        if frame.f_code.co_filename != self.file:
            return None
        frame.f_trace_opcodes = True
        return self.step

    def step(self, frame, event, _):
        self.steps += 1
        if self.steps > MOST_STEPS:
            self.jam()
        if event in STRIDES and self.draw(STRIDES[event]) == 0:
            self.switch()
        return self.step

    def is_mine(self):
        return _thread.get_ident() in self.idents

    def switch(self):
        """Another thread goes on, if there is one; this one when its turn comes again."""
        own = self.idents[_thread.get_ident()]
        others = sorted(self.open - {own})
        if others:
            self.gates[others[self.draw(len(others))]].release()
            self.gates[own].acquire()

    def yield_turns(self, count):
        if self.is_mine():
            for _ in range(count):
                self.switch()

    def acquire(self, lock):
        """Takes a lock of the program's; until it is free, others go on."""
        own = self.idents[_thread.get_ident()]
        while not lock.acquire(False):
            self.steps += 1
            self.waiting.add(own)
            # As long as one of them does not wait it may still free the lock. When all do, each asks once more.
            if self.waiting >= self.open:
                self.vain.add(own)
            if self.vain >= self.open:
                self.jam()
            self.switch()
        self.waiting.discard(own)
        self.vain.clear()

    def jam(self):
        """For good: the process ends with this answer."""
        self.jammed = True
        self.over.release()
        self.gates[self.idents[_thread.get_ident()]].acquire()

    def pass_on(self):
        left = sorted(self.open)
        if left:
            self.gates[left[self.draw(len(left))]].release()
        else:
            self.over.release()


class TurnLock:
    """threading.Lock, but whoever waits for it lets another thread go on."""

    def __init__(self):
        self.real = _thread.allocate_lock()

    def acquire(self, blocking=True, timeout=-1):
        turns = Turns.current
        if turns is None or not turns.is_mine():
            return self.real.acquire(blocking, timeout)
        if not blocking or timeout >= 0:
            turns.switch()
            return self.real.acquire(False)
        turns.acquire(self.real)
        return True

    def release(self):
        self.real.release()

    def locked(self):
        return self.real.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self.real = _thread.allocate_lock()


def install_locks():
    """Every lock that the program makes from now on, also those within conditions, events and queues."""
    threading.Lock = threading._allocate_lock = TurnLock
    threading.RLock = threading._PyRLock
