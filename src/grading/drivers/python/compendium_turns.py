"""Threads of which one runs at a time, until it waits or ends, whether we made them or the program did. When none
can go on, all that an operation brings about has happened: nothing is left to chance or to the speed of the
machine."""

import _thread
import collections
import sys
import threading
import time

from compendium_clock import clock
from compendium_patience import acquired
from compendium_threads import Chance

# A thread that has neither waited nor ended after so many slices goes on and on.
STUCK_SLICES = 120
# A thread that was told so often to end does not mean to.
MOST_TOLD = 50
# How far a step takes a thread on the way to where it is stopped: some versions of Python tell of few bytecodes, but
# all of them of lines.
STRIDES = {"line": 3, "opcode": 1}
# How far it is, each as likely as the others: sixteen places of the distribution in which every bytecode has the same
# chance, one in six, to be the last.
DISTANCES = (0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 5, 6, 8, 10, 12, 19)


class Gone(BaseException):
    """Ends what is still in flight when its sequence is over."""


class Worker:
    """A thread of ours, or one that the program made."""

    def __init__(self):
        self.gate = _thread.allocate_lock()
        self.gate.acquire()
        self.ident = None
        self.job = None
        self.granted = False
        self.ended = False
        self.told = 0
        # How many more turns it hands on as soon as they come.
        self.owed = 0
        self.joining = collections.deque()


class Turns:
    """Whose turn it is: one thread's, or else the driver's."""

    def __init__(self):
        self.ready = collections.deque()
        self.waiting = {}
        self.workers = {}
        self.idle = []
        self.closing = False
        self.running = None
        self.driver = Worker()
        # While calls are side by side: who stops them, and decides who goes on.
        self.stepper = None

    def settle(self):
        """Every thread goes as far as it can. False when one of them does so for ever."""
        if not self.ready:
            return True
        self.pass_on()
        return acquired(self.driver.gate, STUCK_SLICES)

    def pass_on(self):
        worker = self.running = self.next()
        (self.driver if worker is None else worker).gate.release()

    def next(self):
        """Whose turn is next; None when nobody can go on. For those that would hand it on at once we do so here:
        to wake a thread costs more than all the rest."""
        ready = self.ready
        while ready:
            if self.stepper is not None:
                ready.rotate(-self.stepper.draw(len(ready)))
            worker = ready.popleft()
            if not worker.owed:
                return worker
            if not ready:
                worker.owed = 0
                return worker
            worker.owed -= 1
            ready.append(worker)
        return None

    def do(self, job):
        """Has the job done in a thread of its own, when its turn comes."""
        worker = self.idle.pop() if self.idle else self.hire()
        worker.job = job
        self.ready.append(worker)

    def hire(self):
        worker = Worker()
        _thread.start_new_thread(self.work, (worker,))
        return worker

    def work(self, worker):
        worker.ident = _thread.get_ident()
        self.workers[worker.ident] = worker
        while True:
            worker.gate.acquire()
            worker.told = 0
            try:
                worker.job()
            except BaseException:
                # A job tells of its own errors: this is the end of one that was let go.
                pass
            self.idle.append(worker)
            self.pass_on()

    def adopt(self, function, args):
        """What a thread does that the program makes, in its turn."""
        worker = Worker()
        if hasattr(function, "__self__"):
            function.__self__._compendium_worker = worker

        def body():
            worker.ident = _thread.get_ident()
            self.workers[worker.ident] = worker
            worker.gate.acquire()
            try:
                if not self.closing:
                    function(*args)
            except Gone:
                pass
            finally:
                # Where it never came to run, `threading` would keep it for ever among those about to start.
                threading._limbo.pop(getattr(function, "__self__", None), None)
                self.workers.pop(worker.ident, None)
                worker.ended = True
                while worker.joining:
                    self.wake(worker.joining)
                self.pass_on()

        self.ready.append(worker)
        return body

    def wait(self, queue, timeout=None):
        """Until somebody wakes the queue. True then, False when the time, which is virtual, is up before."""
        worker = self.workers.get(_thread.get_ident())
        if worker is None:
            return self.wait_outside(queue)
        if self.closing:
            self.let_go(worker)
        worker.granted = False
        queue.append(worker)
        self.waiting[worker] = queue
        timer = None
        if timeout is not None:
            timer = Timeout(self, worker, queue, timeout)
            clock.timers.append(timer)
        self.pass_on()
        worker.gate.acquire()
        if timer in clock.timers:
            clock.timers.remove(timer)
        if self.closing:
            self.let_go(worker)
        return worker.granted

    def let_go(self, worker):
        """Ends it. It may clean up on its way out, and wait for locks there; one that goes on and on waits here for
        ever."""
        worker.told += 1
        if worker.told < MOST_TOLD:
            raise Gone
        self.pass_on()
        worker.gate.acquire()

    def wait_outside(self, queue):
        """A constructor that waits, for a thread that it has started, say."""
        self.driver.granted = False
        queue.append(self.driver)
        self.settle()
        if not self.driver.granted:
            queue.remove(self.driver)
            raise RuntimeError("it waits for ever")
        return True

    def wake(self, queue):
        """The one that has waited for longest can go on. False when none waits."""
        if not queue:
            return False
        worker = queue.popleft()
        worker.granted = True
        self.resume(worker)
        return True

    def resume(self, worker):
        self.waiting.pop(worker, None)
        self.ready.append(worker)

    def yield_turns(self, count):
        """So often another thread goes on, if one can; this one when its turn comes again."""
        worker = self.workers.get(_thread.get_ident())
        if worker is not None and count and self.ready:
            worker.owed = count - 1
            self.ready.append(worker)
            self.pass_on()
            worker.gate.acquire()

    def run(self, jobs, seed, file):
        """Does the jobs side by side, as far as they can go. False when one of them goes on for ever."""
        if len(jobs) == 1:
            # Nobody is there to see it halfway.
            self.do(jobs[0])
            return self.settle()
        stepper = self.stepper = Stepper(seed, file)
        for job in jobs:
            self.do(lambda job=job: stepper.work(job))
        ended = self.settle()
        self.stepper = None
        return ended

    def close(self):
        """Ends whatever waits. False when something does not end."""
        self.closing = True
        for worker, queue in list(self.waiting.items()):
            queue.remove(worker)
            self.resume(worker)
        ended = self.settle()
        self.closing = False
        return ended


turns = Turns()


class Stepper:
    """Stops threads between any two bytecodes of the learner's file, as a seed decides."""

    def __init__(self, seed, file):
        self.draw = Chance(seed).draw
        self.file = file
        self.step = self.stepping()

    def stepping(self):
        """What every step calls, and no more than it must: how far it is to the next stop is drawn at the last."""
        draw, ready, stride = self.draw, turns.ready, STRIDES.get
        left = DISTANCES[draw(16)]

        def step(frame, event, _):
            nonlocal left
            if ready:
                left -= stride(event, 0)
                if left < 0:
                    left = DISTANCES[draw(16)]
                    turns.yield_turns(1)
            return step

        return step

    def work(self, job):
        sys.settrace(self.trace)
        try:
            job()
        finally:
            sys.settrace(None)

    def trace(self, frame, event, _):
        if frame.f_code.co_filename != self.file:
            return None
        frame.f_trace_opcodes = True
        return self.step


class Timeout:
    """A wait with a limit, in virtual time."""

    is_plain = True

    def __init__(self, turns, worker, queue, seconds):
        self.due_ms = clock.now_ms + seconds * 1000
        self.turns, self.worker, self.queue = turns, worker, queue

    def fire(self):
        if self.worker in self.queue:
            self.queue.remove(self.worker)
            self.turns.resume(self.worker)


class Lock:
    """threading.Lock. Whoever waits for it lets other threads go on, first come, first served."""

    def __init__(self):
        self.held = False
        self.queue = collections.deque()

    def acquire(self, blocking=True, timeout=-1):
        if not self.held:
            self.held = True
            return True
        if not blocking or timeout == 0:
            return False
        return turns.wait(self.queue, None if timeout < 0 else timeout)

    def release(self):
        if not self.held:
            raise RuntimeError("release unlocked lock")
        self.held = turns.wake(self.queue)

    def locked(self):
        return self.held

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self.__init__()


def join(thread, timeout=None):
    worker = getattr(thread, "_compendium_worker", None)
    if worker is not None and not worker.ended:
        turns.wait(worker.joining, timeout)


def sleep(seconds):
    if _thread.get_ident() in turns.workers:
        turns.wait(collections.deque(), max(0, seconds))
    else:
        clock.advance(seconds * 1000)


def telling_of_all_but_gone(hook):
    """The end of a thread that was let go is our doing: nothing is told of it."""
    def told(args):
        if not issubclass(args.exc_type, Gone):
            hook(args)

    return told


def install_threads():
    """Every lock and thread that the program makes from now on is ours, also those within conditions, events,
    queues and pools of threads."""
    import queue

    queue.SimpleQueue = queue._PySimpleQueue
    threading.Lock = threading._allocate_lock = Lock
    threading.RLock = threading._PyRLock
    threading._time = lambda: clock.system_ms / 1000
    threading.Thread.join = join
    threading.excepthook = telling_of_all_but_gone(threading.excepthook)
    time.sleep = sleep
    if hasattr(threading, "_start_joinable_thread"):
        joinable = threading._start_joinable_thread
        threading._start_joinable_thread = lambda function, **more: joinable(turns.adopt(function, ()), **more)
    else:
        threading._start_new_thread = lambda function, args: _thread.start_new_thread(
            turns.adopt(function, args), ())
