"""One sequence of operations on a learner's program."""

import sys
from json import dumps as to_json

from compendium_calls import Call, await_news, crew
from compendium_clock import clock, install_datetime
from compendium_flights import FlightFunctions, Flights
from compendium_functions import Functions
from compendium_threads import Turns
from compendium_turns import turns as flight_turns
from compendium_values import Given, encode, from_digits
from compendium_words import describe, describe_error

# A call that has not begun or ended after so many slices of patience is stuck.
STUCK_SLICES = 400
# While operations are watched one by one, so that the line is told before the grader has waited enough: a
# loop makes each wait longer than a slice.
WATCHED_SLICES = 150
# The same while other calls are in flight: here a lock that is held too long is the likely cause.
BLOCKED_SLICES = 60


class Run:
    """One sequence against fresh breakers."""

    def __init__(self, program, contract, sequence, trace):
        self.program = program
        self.contract = contract
        self.sequence = sequence
        self.trace = trace
        self.shapes = {one["id"]: one for one in contract["methods"]}
        self.calls = {}
        self.kept = {}
        self.count = 0
        self.over = False
        self.stuck = False

    def prepare(self):
        clock.reset(self.sequence["startMs"], self.sequence.get("systemClock") == "frozen")
        module = self.program.load()
        install_datetime()
        self.errors = [(one["id"], getattr(module, one["name"])) for one in self.contract["errors"]]
        self.rejection = self.errors[0][1] if self.errors else ()
        self.given = Given(self.sequence.get("random", ()))
        # Calls side by side come back before the next operation: none is in flight then.
        flies = overlaps(self.contract) and not is_side_by_side(self.sequence)
        kind_of_functions = FlightFunctions if flies else Functions
        self.functions = kind_of_functions(self.contract, self.given, self.errors, to_json)
        self.flights = Flights(self, Call) if flies else None
        kind = getattr(module, self.contract["type"])
        options = dict(self.sequence["options"], **self.given.of(self.contract["given"]))
        scripts = self.sequence.get("given", {})
        for one in self.contract["given"]:
            if "function" in one:
                script = scripts.get(one["id"], {"does": []})
                options[one["name"]] = self.functions.made(one["id"], one["function"], script)
        each = self.sequence.get("each") or [{}] * self.sequence["subjects"]
        self.subjects = [kind(**dict(options, **own)) for own in each]

    def perform(self, report):
        observations = []
        for number, op in enumerate(self.sequence["ops"]):
            if self.trace:
                report(number, observations)
            perform = self.flights.perform if self.flights else getattr(self, "do_" + op["op"])
            observations.append(perform(op))
            if self.stuck or self.over:
                break
        self.finish()
        return observations

    def do_advance(self, op):
        clock.advance(op["ms"])
        return None

    def do_invoke(self, op):
        """A method that takes values and gives a value, or an error of the contract."""
        shape = self.shapes[op["method"]]
        if any(is_result(one) and one["$result"] not in self.kept for one in op["args"]):
            return None
        call = Call(0, op)
        arguments = [self.argument(one, index, shape) for index, one in enumerate(op["args"])]

        def invoke(_):
            return getattr(self.subjects[op["on"]], shape["name"])(*arguments)

        if self.trace:
            # In a thread of its own, so that it can be said at which line it hangs.
            crew.start(call, invoke)
            if not await_news(call, WATCHED_SLICES):
                return self.jammed(call)
            crew.release(call)
        else:
            call.run(invoke)
        if "as" in op:
            self.kept.pop(op["as"], None)
            if call.returned is not None:
                self.kept[op["as"]] = call.returned
        return self.answer(call, shape)

    def do_together(self, op):
        """Calls side by side: what each showed, as a list, and how the functions ran that they were handed."""
        hands = any("outcome" in one or any(map(is_function, one["args"])) for one in op["calls"])
        runs = self.functions.runs = [] if hands else None
        calls = [self.call_beside(op, number, one) for number, one in enumerate(op["calls"], 1)]
        jobs = [one.job for one in calls]
        ended = self.run_beside(jobs, op["schedule"])
        self.functions.runs = None
        late = next((one for one in calls if not one.finished), None)
        if late is not None:
            found = self.jammed(late)
            # One that waits for ever can be let go, without an end to the process.
            self.over = True
            self.stuck = not ended
            return found
        answers = [self.outcome(call) if call.shape is None else self.answer(call, call.shape) for call in calls]
        wrong = [one for one in answers if not isinstance(one, str)]
        if wrong:
            return wrong[0]
        return "&" + to_json({"runs": runs, "calls": answers} if hands else answers)

    def run_beside(self, jobs, schedule):
        """False when one of them goes on for ever."""
        if overlaps(self.contract):
            self.functions.yield_turns = flight_turns.yield_turns
            return flight_turns.run(jobs, schedule, self.program.file)
        turns = Turns(schedule, self.program.file)
        self.functions.yield_turns = turns.yield_turns
        return turns.run(jobs)

    def call_beside(self, op, number, one):
        """One of some calls side by side."""
        if "outcome" in one:
            call = Call(number, dict(one, op="call"), self.rejection)
            call.shape = None
            call.beside = lambda: self.functions.run_beside_others("fn()", number, one["yields"])
            name = self.contract["methods"][0]["name"]
            call.job = lambda: call.run(lambda function: getattr(self.subjects[op["on"]], name)(function))
            return call
        call = Call(0, op)
        shape = call.shape = self.shapes[one["method"]]
        arguments = [self.argument(value, index, shape, number) for index, value in enumerate(one["args"])]
        call.job = lambda: call.run(lambda _: getattr(self.subjects[op["on"]], shape["name"])(*arguments))
        return call

    def answer(self, call, shape):
        """What a method that takes values showed."""
        effects = self.given.take_effects()
        if call.raised is not None:
            name = self.name_of(call.raised)
            return self.unknown(call.raised, effects) if name is None else "\n".join(effects + ["!" + name])
        if shape["returns"] == "nothing":
            return "\n".join(effects + ["=null"])
        text = encode(call.returned, shape["returns"], to_json)
        if text is None:
            return self.odd("returned", self.describe_return(call))
        return "\n".join(effects + ["=" + text])

    def name_of(self, error):
        """Of an error that a function failed with, or of one of the contract's."""
        own = self.functions.label(error)
        return own or next((name for name, kind in self.errors if isinstance(error, kind)), None)

    def unknown(self, error, effects):
        found = self.odd("raised", describe_error(error), 0, self.program.line_of(error.__traceback__))
        cause = self.functions.cause(error)
        return found if cause is None else dict(found, meant="\n".join(effects + ["!" + cause]))

    def argument(self, value, index, shape, owner=None):
        if isinstance(value, dict) and "$subject" in value:
            return self.subjects[value["$subject"]]
        if is_result(value):
            return self.kept[value["$result"]]
        if is_function(value):
            return self.functions.argument(shape["id"], index, value, owner)
        return from_digits(value) if shape["parameters"][index].startswith("int64") else value

    def do_state(self, op):
        attribute = self.contract["attributes"][0]

        def read(_):
            return getattr(self.subjects[op["on"]], attribute["name"])

        reading = Call(0, op)
        if self.calls:
            # A lock that is held while a function runs may hold up the reader as well.
            crew.start(reading, read)
            if not await_news(reading, BLOCKED_SLICES):
                return self.jammed(reading)
            crew.release(reading)
        else:
            reading.run(read)
        if reading.raised is not None:
            error = reading.raised
            return self.odd("raised", describe_error(error), 0, self.program.line_of(error.__traceback__))
        value = reading.returned
        if isinstance(value, str) and value in attribute["values"]:
            return "=" + str.__str__(value) if type(value) is str else "=" + next(
                one for one in attribute["values"] if one == value
            )
        return self.odd("returned", describe(value))

    def do_call(self, op):
        call = self.begin(op)
        return self.outcome(call) if call.finished else self.jammed(call)

    def do_begin(self, op):
        if op["id"] in self.calls:
            return None
        call = self.begin(op)
        if call.finished:
            return self.outcome(call)
        if not call.entered:
            return self.jammed(call)
        self.calls[op["id"]] = call
        return "running"

    def do_end(self, op):
        call = self.calls.pop(op["id"], None)
        if call is None:
            return None
        call.outcome = op["outcome"]
        call.gate.release()
        if await_news(call, self.patience()):
            crew.release(call)
            return self.outcome(call)
        return self.jammed(call)

    def begin(self, op):
        self.count += 1
        call = Call(self.count, op, self.rejection)
        try:
            method = getattr(self.subjects[op["on"]], self.contract["methods"][0]["name"])
        except BaseException as error:
            call.raised, call.finished = error, True
            return call
        crew.start(call, method)
        if await_news(call, BLOCKED_SLICES if self.calls else self.patience()) and call.finished:
            crew.release(call)
        return call

    def patience(self):
        return WATCHED_SLICES if self.trace else STUCK_SLICES

    def outcome(self, call):
        if call.raised is None:
            if call.entered == 1 and call.outcome == "ok" and call.returned is call.value:
                return "value"
            found = self.odd("returned", self.describe_return(call), call.entered)
            return dict(found, own=True) if call.returned is call.value else found
        if call.entered == 1 and call.raised is call.error:
            return "error"
        if call.entered == 0 and isinstance(call.raised, self.rejection):
            return "rejected"
        line = self.program.line_of(call.raised.__traceback__)
        found = self.odd("raised", describe_error(call.raised), call.entered, line)
        if call.raised is call.error:
            found["own"] = True
        if isinstance(call.raised, self.rejection):
            found["rejection"] = True
        return found

    def describe_return(self, call):
        value = call.returned
        if hasattr(value, "__await__"):
            if hasattr(value, "close"):
                value.close()
            return "a coroutine, as of an async def"
        return describe(value)

    def jammed(self, call):
        """Neither in its function nor back. Says where it stands."""
        frame = sys._current_frames().get(call.thread)
        self.stuck = True
        return self.odd("stuck", "", call.entered, self.program.line_of_frame(frame), bool(self.calls))

    @staticmethod
    def odd(ended, text, entered=0, line=None, waiting=False):
        found = {"ended": ended, "text": text, "entered": entered}
        if line is not None:
            found["line"] = line
        if waiting:
            found["waiting"] = True
        return found

    def finish(self):
        """Lets every call that is still in flight end, so that its thread is free again."""
        if self.flights:
            self.flights.close()
        elif overlaps(self.contract) and not self.stuck and not flight_turns.close():
            self.stuck = True
        for call in self.calls.values():
            call.outcome = "ok"
            call.gate.release()
            if await_news(call, BLOCKED_SLICES):
                crew.release(call)


def overlaps(contract):
    return any(one["overlaps"] for one in contract["methods"])


def is_side_by_side(sequence):
    return any(op["op"] == "together" for op in sequence["ops"])


def is_function(value):
    return isinstance(value, dict) and "$function" in value


def is_result(value):
    return isinstance(value, dict) and "$result" in value
