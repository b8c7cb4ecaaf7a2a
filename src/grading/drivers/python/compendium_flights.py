"""Calls in flight side by side: each in a thread of its own, of which one runs at a time."""

import collections
import sys

from compendium_clock import clock
from compendium_functions import Functions
from compendium_turns import Gone, turns


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
