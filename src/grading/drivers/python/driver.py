"""Runs call sequences against a learner's Python file.

Started as: driver.py NONCE FILE. Requests are lines of JSON on file descriptor 3, replies go to
file descriptor 4, each as NONCE, a blank and JSON, so that whatever the learner's program writes
there by accident is told apart. Works with Python 3.9 and later; standard library alone.
"""

import _thread
import json
import os
import sys
import threading
import types

from compendium_clock import clock, install_clock, install_datetime
from compendium_flights import FlightFunctions, Flights
from compendium_functions import Functions, GivenError, LanguageError, error_of
from compendium_patience import acquired
from compendium_threads import Turns, install_locks
from compendium_turns import install_threads, turns as flight_turns
from compendium_values import Given, encode, from_digits

# Taken before the learner's program can replace them.
to_json, from_json = json.dumps, json.loads

MINIMUM = (3, 9)
# A call that has not begun or ended after so many slices of patience is stuck.
STUCK_SLICES = 400
# While operations are watched one by one, so that the line is told before the grader has waited enough: a
# loop makes each wait longer than a slice.
WATCHED_SLICES = 150
# The same while other calls are in flight: here a lock that is held too long is the likely cause.
BLOCKED_SLICES = 60
TEXT_LIMIT = 300


class Channel:
    """The two descriptors, moved out of the way of a program that uses 3 and 4 itself."""

    def __init__(self, nonce):
        self.nonce = nonce
        self.input = os.fdopen(os.dup(3), "r", encoding="utf-8")
        self.output = os.dup(4)
        sink = os.open(os.devnull, os.O_RDWR)
        os.dup2(sink, 3)
        os.dup2(sink, 4)
        os.close(sink)

    def send(self, message):
        line = "\n%s %s\n" % (self.nonce, to_json(message))
        data = line.encode("utf-8", "replace")
        while data:
            data = data[os.write(self.output, data):]


class Printed:
    """Stands for stdout and stderr: passes on while loading, drops, or collects for a trace."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, real):
        self.real = real
        self.mode = "pass"
        self.text = ""

    def write(self, text):
        if self.mode == "pass":
            self.real.write(text)
            self.real.flush()
        elif self.mode == "collect" and len(self.text) < 4000:
            self.text += text
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return self.real.fileno()

    def take(self):
        text, self.text = self.text, ""
        return text

    def __getattr__(self, name):
        return getattr(self.real, name)


class Program:
    """The learner's file, compiled once and executed afresh for every sequence, so that nothing that
    one sequence leaves behind in the module or the class can reach the next."""

    def __init__(self, file):
        self.file = file
        self.name = os.path.splitext(os.path.basename(file))[0]
        self.first = None
        with open(file, "rb") as handle:
            self.code = compile(handle.read(), file, "exec", dont_inherit=True)

    def load(self):
        """The first time, whatever the file raises. Later, the first module again if the file cannot be
        executed twice: what it made in the file system, say, is there already."""
        try:
            module = self.execute()
        except Exception:
            if self.first is None:
                raise
            module = sys.modules[self.name] = self.first
        self.first = self.first or module
        return module

    def execute(self):
        module = types.ModuleType(self.name)
        module.__file__ = self.file
        sys.modules[self.name] = module
        exec(self.code, module.__dict__)
        return module

    def line_of(self, traceback):
        """The innermost line of the learner's file in a traceback."""
        line = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == self.file:
                line = traceback.tb_lineno
            traceback = traceback.tb_next
        return line

    def line_of_frame(self, frame):
        while frame is not None:
            if frame.f_code.co_filename == self.file:
                return frame.f_lineno
            frame = frame.f_back
        return None


def shorten(text):
    return text if len(text) <= TEXT_LIMIT else text[:TEXT_LIMIT] + "..."


def describe(value):
    try:
        return shorten(repr(value))
    except BaseException as error:
        return "a %s whose repr() raised %s" % (type(value).__name__, type(error).__name__)


def describe_error(error):
    try:
        text = str(error)
    except BaseException:
        text = ""
    return shorten("%s: %s" % (type(error).__name__, text) if text else type(error).__name__)


class GivenValue:
    def __init__(self, number):
        self.number = number

    def __repr__(self):
        return "<value %d>" % self.number


ODD_VALUES = {"nothing": None, "zero": 0, "false": False, "empty": ""}


class Call:
    """One guarded call: what it was told to do, and what came of it."""

    def __init__(self, number, op, rejection=None):
        self.number = number
        # What the function does besides, in calls side by side.
        self.beside = None
        self.duration_ms = op.get("durationMs", 0)
        self.outcome = op.get("outcome")
        kind = op.get("value")
        self.value = GivenValue(number)
        if kind:
            self.value = Exception("returned, not raised") if kind == "error" else ODD_VALUES[kind]
        self.error = GivenError("error %d" % number)
        if "raises" in op:
            text = "error %d" % number
            self.error = error_of(rejection, "of another breaker") if op["raises"] == "rejection" else LanguageError(text)
        self.held = op["op"] == "begin"
        self.entered = 0
        self.finished = False
        self.result = None
        self.raised = None
        self.returned = None
        self.thread = None
        self.gate = _thread.allocate_lock()
        self.gate.acquire()
        self.news = _thread.allocate_lock()
        self.news.acquire()

    def function(self):
        self.entered += 1
        if self.beside is not None:
            self.beside()
        if self.held and self.entered == 1:
            self.news.release()
            self.gate.acquire()
        if self.duration_ms and self.entered == 1:
            clock.advance(self.duration_ms)
        if self.outcome == "error":
            raise self.error
        return self.value

    def run(self, method):
        self.thread = _thread.get_ident()
        try:
            self.returned = method(self.function)
        except BaseException as error:
            self.raised = error
        self.finished = True
        self.news.release()


class Crew:
    """One thread that is used again and again for calls; a call that stays in flight keeps it."""

    def __init__(self):
        self.idle = []

    def start(self, call, method):
        worker = self.idle.pop() if self.idle else self.hire()
        call.worker = worker
        worker["job"] = (call, method)
        worker["ready"].release()

    def hire(self):
        worker = {"ready": _thread.allocate_lock(), "job": None}
        worker["ready"].acquire()
        _thread.start_new_thread(self.work, (worker,))
        return worker

    @staticmethod
    def work(worker):
        while True:
            worker["ready"].acquire()
            call, method = worker["job"]
            call.run(method)

    def release(self, call):
        self.idle.append(call.worker)


crew = Crew()


def await_news(call, slices):
    """True when the call entered its function, or ended; False when it is stuck."""
    return acquired(call.news, slices)


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


def limit_resources(limits):
    try:
        import resource
    except ImportError:
        return
    for name, value in limits.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            hard = resource.getrlimit(kind)[1]
            soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (soft, hard))


def load_problem(program_file, error):
    """A failure to load the file, in the words of Python."""
    found = {"type": "load-failed", "error": describe_error(error)}
    if isinstance(error, SyntaxError):
        found["kind"] = "syntax"
        found["error"] = "%s: %s" % (type(error).__name__, error.msg)
        found["line"] = error.lineno
        if error.text:
            text = error.text.rstrip("\n")
            column = min(max((error.offset or 1) - 1, 0), len(text))
            found["source"] = text.lstrip()
            found["column"] = max(column - (len(text) - len(text.lstrip())), 0)
        if error.filename and error.filename != program_file:
            found["file"] = error.filename
        return found
    found["kind"] = "exited" if isinstance(error, SystemExit) else "import"
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == program_file:
            found["line"] = traceback.tb_lineno
        traceback = traceback.tb_next
    return found


def is_async(function):
    """As inspect.iscoroutinefunction, without the import, which costs more than the check."""
    code = getattr(function, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def check_shape(program, contract):
    """The contract's names, checked one by one so that each has its own message. Attributes are looked
    up but not read: what they do when read belongs to the checks, which know how to end a loop."""
    module = program.first
    errors = [one["name"] for one in contract["errors"]]
    for name in [contract["type"]] + errors:
        if getattr(module, name, None) is None:
            return shape_problem("missing", name,
                                 defined=sorted(one for one in vars(module) if not one.startswith("_"))[:20])
    maker = getattr(module, contract["type"])
    if not callable(maker):
        return shape_problem("not-a-class", contract["type"])
    for name in errors:
        kind = getattr(module, name)
        if not (isinstance(kind, type) and issubclass(kind, Exception)):
            return shape_problem("not-an-error", name)
    clock.reset(0, False)
    methods = [one["name"] for one in contract["methods"]]
    given = Given(()).of(contract["given"])
    given.update({one["name"]: lambda *_: None for one in contract["given"] if "function" in one})
    try:
        subject = maker(**dict(contract["options"], **given))
    except BaseException as error:
        absent = [name for name in methods if isinstance(maker, type) and not hasattr(maker, name)]
        if absent:
            return shape_problem("missing-method", absent[0])
        line = program.line_of(error.__traceback__)
        more = {} if line is None else {"line": line}
        return shape_problem("constructor", contract["type"], error=describe_error(error), **more)
    for name in methods:
        method = getattr(subject, name, None)
        if not callable(method):
            return shape_problem("missing-method", name)
        if is_async(method):
            return shape_problem("async-method", name)
    for one in contract["attributes"]:
        if callable(getattr(type(subject), one["name"], None)):
            return shape_problem("attribute-is-method", one["name"])
    return None


def shape_problem(kind, name, **more):
    return dict(more, type="shape", kind=kind, name=name)


def adopt_orphans():
    """Makes this process the parent of every orphan below it (prctl(2), PR_SET_CHILD_SUBREAPER = 36), so
    that the harness finds a daemon that left its session and shed its environment."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        pass


def serve(channel, file):
    printed = (Printed(sys.stdout), Printed(sys.stderr))
    sys.stdout, sys.stderr = printed
    first = from_json(channel.input.readline())
    contract = first["contract"]
    limit_resources(first["limits"])
    if sys.platform == "linux":
        adopt_orphans()
    install_clock()
    if overlaps(contract):
        install_threads()
    elif contract.get("shared"):
        install_locks()
    sys.argv = [file]
    sys.path[0] = os.path.dirname(file)
    try:
        program = Program(file)
        program.load()
    except BaseException as error:
        return channel.send(load_problem(file, error))
    problem = check_shape(program, contract)
    if problem is not None:
        return channel.send(problem)
    channel.send({"type": "ready"})
    for line in channel.input:
        run_batch(channel, program, contract, from_json(line), printed)


def run_batch(channel, program, contract, request, printed):
    for one in printed:
        one.mode = "collect" if request["trace"] else "drop"
    for index, sequence in enumerate(request["sequences"]):
        outputs = []

        def report(number, observations):
            if number > 0:
                outputs.append("".join(one.take() for one in printed))
            channel.send({"type": "at", "index": index, "op": number, "observations": observations})

        run = Run(program, contract, sequence, request["trace"])
        reply = {"type": "result", "index": index}
        try:
            run.prepare()
            reply["observations"] = run.perform(report)
        except BaseException as error:
            reply["broken"] = {"text": describe_error(error), "line": program.line_of(error.__traceback__)}
        if request["trace"]:
            outputs.append("".join(one.take() for one in printed))
            reply["printed"] = outputs
        if run.stuck:
            reply["leaves"] = True
        channel.send(reply)
        if run.stuck:
            os._exit(0)


def main():
    nonce, file = sys.argv[1], sys.argv[2]
    threading.stack_size(8 * 1024 * 1024)
    channel = Channel(nonce)
    if sys.version_info < MINIMUM:
        channel.send({"type": "too-old", "found": "%d.%d" % sys.version_info[:2]})
        return
    serve(channel, file)
    # Until we are ended: whoever is left below us is found through us.
    channel.input.read()


if __name__ == "__main__":
    try:
        main()
    except BaseException:
        import traceback

        traceback.print_exc(file=sys.__stderr__)
        os._exit(70)
    os._exit(0)
