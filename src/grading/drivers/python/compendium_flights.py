"""Calls in flight side by side: each in a thread of its own, of which one runs at a time, until it waits
or ends. When none can go on, all that an operation brings about has happened: nothing is left to chance or
to the speed of the machine."""

import _thread
import collections
import sys
import threading
import time

from compendium_clock import clock
from compendium_functions import Functions
from compendium_patience import acquired
from compendium_threads import STRIDES, Chance
from compendium_values import from_digits

# A thread that has neither waited nor ended after so many slices goes on and on.
STUCK_SLICES = 120
# A thread that was told so often to end does not mean to.
MOST_TOLD = 50


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
        if self.ready:
            if self.stepper is not None:
                self.ready.rotate(-self.stepper.draw(len(self.ready)))
            self.running = self.ready.popleft()
            self.running.gate.release()
        else:
            self.running = None
            self.driver.gate.release()

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

    def yield_turn(self):
        """Another thread goes on, if one can; this one when its turn comes again."""
        worker = self.workers.get(_thread.get_ident())
        if worker is not None and self.ready:
            self.ready.append(worker)
            self.pass_on()
            worker.gate.acquire()

    def run(self, jobs, seed, file):
        """Does the jobs side by side, as far as they can go. False when one of them goes on for ever."""
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

    def step(self, frame, event, _):
        if event in STRIDES and self.draw(STRIDES[event]) == 0:
            turns.yield_turn()
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


def install_threads():
    """Every lock and thread that the program makes from now on is ours, also those within conditions, events,
    queues and pools of threads."""
    import queue

    queue.SimpleQueue = queue._PySimpleQueue
    threading.Lock = threading._allocate_lock = Lock
    threading.RLock = threading._PyRLock
    threading._time = lambda: clock.system_ms / 1000
    threading.Thread.join = join
    time.sleep = sleep
    if hasattr(threading, "_start_joinable_thread"):
        joinable = threading._start_joinable_thread
        threading._start_joinable_thread = lambda function, **more: joinable(turns.adopt(function, ()), **more)
    else:
        threading._start_new_thread = lambda function, args: _thread.start_new_thread(
            turns.adopt(function, args), ())


class Held:
    """A run that stays in flight until it is told how to end."""

    def __init__(self, of, line):
        self.of, self.line = of, line
        self.deed = None
        self.queue = collections.deque()


class FlightFunctions(Functions):
    """Functions whose runs are events of calls in flight, and may be held."""

    def __init__(self, contract, given, errors, to_json):
        super().__init__(contract, given, errors, to_json)
        self.events = []
        self.fresh = []
        self.held = {}

    def enter(self, name, told, owner, deed):
        line = told if owner is None else "%d %s" % (owner, told)
        self.events.append(line)
        if not deed.get("holds"):
            return deed
        run = Held(name if owner is None else owner, line)
        self.fresh.append(run)
        turns.wait(run.queue)
        return run.deed

    def number(self):
        """Runs that began in the same operation count in the order of their lines."""
        for run in sorted(self.fresh, key=lambda one: one.line):
            self.held.setdefault(run.of, []).append(run)
        self.fresh = []

    def finish(self, of, number, deed):
        runs = self.held.get(of, [])
        run = runs[number - 1] if 0 < number <= len(runs) else None
        if run is not None and run.deed is None:
            run.deed = deed
            turns.wake(run.queue)


class Flight:
    """A call that was started, and that which its caller starts when it has come back."""

    def __init__(self, op):
        self.op = op
        self.id = op["id"]
        self.follower = None


class Flights:
    """The operations of one sequence whose calls may be in flight side by side."""

    def __init__(self, run, call_type):
        self.run = run
        self.call_type = call_type
        self.functions = run.functions
        self.started = set()
        self.flying = {}
        self.odd = []
        self.current = None

    def perform(self, op):
        self.odd = []
        self.current = None
        answer = getattr(self, "do_" + op["op"])(op)
        if not self.settle():
            return self.jammed()
        if op["op"] == "invoke":
            if not answer.finished:
                self.run.stuck = True
                return dict(self.run.odd("stuck", ""), waiting=True)
            answer = self.run.answer(answer, self.run.shapes[op["method"]])
            if not isinstance(answer, str):
                return answer
        self.functions.number()
        events, self.functions.events = self.functions.events, []
        return self.observed(events, answer)

    def observed(self, events, answer):
        if self.odd:
            return self.told_odd(events)
        if answer is not None:
            return "\n".join(events + [answer])
        return "\n".join(events) if events else "quiet"

    def told_odd(self, events):
        """The first of them; read as it was meant only if all can be."""
        first = dict(self.odd[0][0])
        lines = [line for _, line in self.odd]
        first.pop("meant", None)
        return first if None in lines else dict(first, meant="\n".join(events + lines))

    def settle(self):
        """Whatever can go on now does, and what is due now is called back."""
        while True:
            if not turns.settle():
                return False
            timer = self.due(clock.now_ms)
            if timer is None:
                return True
            self.fire(timer)

    def due(self, target_ms):
        timers = [one for one in clock.timers
                  if one.due_ms <= target_ms and (not clock.frozen or hasattr(one, "is_given"))]
        return min(timers, key=lambda one: one.due_ms) if timers else None

    def fire(self, timer):
        clock.timers.remove(timer)
        clock.now_ms = max(clock.now_ms, timer.due_ms)
        if not clock.frozen:
            clock.system_ms = clock.now_ms
        if hasattr(timer, "is_plain"):
            timer.fire()
        else:
            turns.do(lambda: self.call_back(timer))

    def call_back(self, timer):
        try:
            timer.fire()
        except Gone:
            raise
        except BaseException as error:
            self.note(self.run.unknown(error, []), None)

    def do_advance(self, op):
        target_ms = clock.now_ms + op["ms"]
        timer = self.due(target_ms)
        while timer is not None and self.settle_once(timer):
            timer = self.due(target_ms)
        clock.now_ms = target_ms
        if not clock.frozen:
            clock.system_ms = target_ms

    def settle_once(self, timer):
        self.fire(timer)
        return turns.settle()

    def do_start(self, op):
        if op["id"] in self.started:
            return
        self.started.add(op["id"])
        before = self.flying.get(op.get("after"))
        if before is None:
            self.launch(op)
        elif before.follower is None:
            before.follower = op

    def launch(self, op):
        flight = self.board(op)
        turns.do(lambda: self.fly(flight))

    def board(self, op):
        flight = self.flying[op["id"]] = Flight(op)
        return flight

    def fly(self, flight):
        while flight is not None:
            self.current = flight
            shape = self.run.shapes[flight.op["method"]]
            call = self.call_type(0, flight.op)
            call.run(lambda _: self.call(flight.op, shape))
            if isinstance(call.raised, Gone) or turns.closing:
                return
            self.record(flight, call, shape)
            del self.flying[flight.id]
            follower = flight.follower
            flight = None if follower is None else self.board(follower)

    def call(self, op, shape):
        arguments = [self.argument(one, index, shape, op) for index, one in enumerate(op["args"])]
        return getattr(self.run.subjects[op["on"]], shape["name"])(*arguments)

    def argument(self, value, index, shape, op):
        if isinstance(value, dict) and "$function" in value:
            return self.functions.argument(shape["id"], index, value, op.get("id"))
        return self.run.argument(value, index, shape)

    def record(self, flight, call, shape):
        """The event that the call has come back."""
        answer = self.run.answer(call, shape)
        if isinstance(answer, str):
            self.functions.events.append("%d%s" % (flight.id, answer))
        else:
            meant = answer.get("meant")
            self.note(dict(answer, call=flight.id), None if meant is None else "%d%s" % (flight.id, meant))

    def note(self, found, meant):
        self.odd.append((found, meant))

    def do_finish(self, op):
        self.functions.finish(op["of"], op["run"], op["does"])

    def do_invoke(self, op):
        shape = self.run.shapes[op["method"]]
        call = self.call_type(0, op)
        turns.do(lambda: call.run(lambda _: self.call(op, shape)))
        return call

    def jammed(self):
        """A thread goes on and on. Says where."""
        self.run.stuck = True
        worker = turns.running
        frame = sys._current_frames().get(worker.ident) if worker is not None else None
        found = self.run.odd("stuck", "", 0, self.run.program.line_of_frame(frame))
        return found if self.current is None else dict(found, call=self.current.id)

    def close(self):
        if not self.run.stuck and not turns.close():
            self.run.stuck = True
