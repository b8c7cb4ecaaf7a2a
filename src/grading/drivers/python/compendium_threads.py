"""Calls side by side: threads that are stopped and taken up again between any two bytecodes of the
learner's file, in an order that a seed decides, so that the same race happens again and again."""

import _thread
import sys
import threading

# How often, on average, a thread is stopped: once in so many. Methods are short, and some versions of
# Python tell of few bytecodes, but all of them of lines.
STRIDES = {"line": 2, "opcode": 6}
# So often every thread may ask for a lock in vain before all of them are taken to wait for ever.
VAIN_ROUNDS = 50


class Turns:
    """Threads of which one runs at a time."""

    current = None

    def __init__(self, seed, file):
        self.state = seed & 0xFFFFFFFF or 1
        self.file = file
        self.gates = []
        self.idents = {}
        self.open = set()
        self.vain = 0
        self.jammed = False
        self.over = _thread.allocate_lock()
        self.over.acquire()

    def draw(self, count):
        """xorshift32 (Marsaglia 2003)."""
        state = self.state
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        self.state = state
        return (state >> 8) % count

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
        ended = False
        for _ in range(400):
            if self.over.acquire(True, 0.005):
                ended = not self.jammed
                break
        Turns.current = None
        return ended

    def work(self, index, job):
        self.gates[index].acquire()
        self.idents[_thread.get_ident()] = index
        sys.settrace(self.trace)
        try:
            job()
        finally:
            sys.settrace(None)
            self.open.discard(index)
            self.vain = 0
            self.pass_on()

    def trace(self, frame, event, _):
        if frame.f_code.co_filename != self.file:
            return None
        frame.f_trace_opcodes = True
        return self.step

    def step(self, frame, event, _):
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

    def wait(self):
        """The thread cannot go on before another has."""
        self.vain += 1
        if self.vain > VAIN_ROUNDS * len(self.gates):
            self.jammed = True
            self.over.release()
            # For good: the process ends with this answer.
            self.gates[self.idents[_thread.get_ident()]].acquire()
        self.switch()

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
        while not self.real.acquire(False):
            turns.wait()
        turns.vain = 0
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
