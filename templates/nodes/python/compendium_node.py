"""Write one node of a distributed system; run it as a process of its own, or step by step in virtual time.

    from compendium_node import Node, run

    class Echo(Node):
        def on_echo(self, message):
            self.reply(message, {"type": "echo_ok", "echo": message["echo"]})

    run(Echo)

A node only reacts: to a message (`on_TYPE(message)`), to a timer (`on_timer(name)`), to its start (`on_start()`).
It never waits and never sleeps; it asks by `call`, whose answer comes to a function. Time, chance and whatever must
outlast a crash come from here (`now_ms`, `random`, `save` and `load`), so that a run can be repeated to the letter.
On the wire this is Maelstrom's protocol. Standard library only; Python 3.9 and later.
"""

import hashlib
import json
import os
import queue
import random
import sys
import threading
import time
import traceback
import types

__all__ = ["Message", "Node", "run"]


class Message:
    """What arrived: `src`, `dest`, and a `body` whose keys can be read as `message["key"]`."""

    __slots__ = ("src", "dest", "body")

    def __init__(self, src, dest, body):
        self.src = src
        self.dest = dest
        self.body = body

    @property
    def type(self):
        return self.body["type"]

    def __getitem__(self, key):
        return self.body[key]

    def get(self, key, default=None):
        return self.body.get(key, default)

    def __repr__(self):
        return f"{self.src} -> {self.dest} {self.body}"


class Node:
    """Derive from this, and say what happens on each event. A crash takes all fields; what was saved stays."""

    def __init__(self):
        #: Its name, such as n0, and the names of all nodes, its own among them. Known from `on_start` on.
        self.id = ""
        self.nodes = []
        #: Chance, from the seed of the run.
        self.random = random.Random()
        self._sdk_runtime = None
        self._sdk_calls = {}
        self._sdk_repeats = {}
        self._sdk_next_id = 1

    # What a node may react to.

    def on_start(self):
        """It has a name now, and what it saved in earlier lives can be loaded."""

    def on_message(self, message):
        """Whatever is no answer to a `call`. Hands it to `on_TYPE`, as long as it is not written anew."""
        handler = None if message.type in ("start", "message", "timer") else getattr(self, f"on_{message.type}", None)
        if handler is not None:
            handler(message)
        elif message.get("msg_id") is not None:
            self.error(message, 10, f"{message.type} is not supported")

    def on_timer(self, name):
        """A timer is due."""

    # What a node can do.

    @property
    def others(self):
        """All nodes but this one."""
        return [node for node in self.nodes if node != self.id]

    def send(self, dest, body):
        """Sends a message that needs no answer."""
        self._sdk_runtime.send({"src": self.id, "dest": dest, "body": body})

    def reply(self, request, body):
        """Answers a request. What needs no answer (it has no msg_id) gets none."""
        asked = request.get("msg_id")
        if asked is not None:
            self.send(request.src, {**body, "in_reply_to": asked})

    def error(self, request, code, text=""):
        """Refuses a request, by one of Maelstrom's codes: 11 not now, 20 no such key, 22 expected another value."""
        self.reply(request, {"type": "error", "code": code, "text": text})

    def forward(self, dest, request):
        """Hands a request on; who gets it answers the one who asked."""
        self._sdk_runtime.send({"src": request.src, "dest": dest, "body": request.body})

    def call(self, dest, body, then=None, timeout_ms=1000):
        """Asks, and calls `then(reply)` with the answer, or `then(None)` when none came in time."""
        asked = self._sdk_next_id
        self._sdk_next_id += 1
        self._sdk_calls[asked] = then
        self.set_timer(f"call {asked}", timeout_ms)
        self.send(dest, {**body, "msg_id": asked})
        return asked

    def set_timer(self, name, delay_ms):
        """`on_timer(name)` after so many milliseconds. A timer of this name that is still running is replaced."""
        self._sdk_repeats.pop(name, None)
        self._sdk_runtime.set_timer(name, delay_ms)

    def every(self, name, period_ms):
        """`on_timer(name)` again and again."""
        self._sdk_repeats[name] = period_ms
        self._sdk_runtime.set_timer(name, period_ms)

    def cancel_timer(self, name):
        self._sdk_repeats.pop(name, None)
        self._sdk_runtime.cancel_timer(name)

    def now_ms(self):
        """Milliseconds of this run, or of this machine: good for differences only."""
        return self._sdk_runtime.now_ms()

    def save(self, key, value):
        """Keeps a value of JSON under a text, so that it outlasts a crash; None forgets it. Durable when this returns."""
        self._sdk_runtime.save(key, value)

    def load(self, key, default=None):
        """What was last saved under this key, in this life or an earlier one."""
        text = self._sdk_runtime.saved.get(key)
        return default if text is None else json.loads(text)

    def saved_keys(self, prefix=""):
        """The keys that begin so, sorted."""
        return sorted(key for key in self._sdk_runtime.saved if key.startswith(prefix))

    def show(self, **facts):
        """Tells whoever watches about this node, such as role="leader", term=3. Has no effect on it."""
        self._sdk_runtime.show(facts)

    def log(self, *words):
        """Writes to standard error: standard output belongs to messages."""
        print(*words, file=sys.stderr, flush=True)

    # How events come in.

    def _sdk_receive(self, raw):
        message = Message(raw["src"], raw["dest"], raw["body"])
        body = message.body
        if body["type"] == "init":
            self.id = body["node_id"]
            self.nodes = body["node_ids"]
            self._sdk_runtime.begin(self)
            self.on_start()
            self.reply(message, {"type": "init_ok"})
            return
        answered = body.get("in_reply_to")
        if answered is None:
            self.on_message(message)
        elif answered in self._sdk_calls:
            self._sdk_runtime.cancel_timer(f"call {answered}")
            self._sdk_answer(answered, message)

    def _sdk_due(self, name):
        if name.startswith("call ") and name[5:].isdigit():
            self._sdk_answer(int(name[5:]), None)
            return
        period_ms = self._sdk_repeats.get(name)
        if period_ms is not None:
            self._sdk_runtime.set_timer(name, period_ms)
        self.on_timer(name)

    def _sdk_answer(self, asked, message):
        then = self._sdk_calls.pop(asked, None)
        if then is not None:
            then(message)


def run(make):
    """Runs a node until nobody sends any more. `make` is its class."""
    if os.environ.get("COMPENDIUM_NODE") == "steps":
        _run_steps(make)
    else:
        _Live(make()).run()


# Made once: `dumps` makes one for each call that asks for anything special, and `loads` looks for the encoding.
_text_of = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_value_of = json.JSONDecoder().decode


def _write(text):
    data = text.encode() + b"\n"
    while data:
        data = data[os.write(1, data) :]


class _Live:
    """The node as a process among others: real time, a thread that reads, and everything else in one loop."""

    def __init__(self, node):
        self.saved = {}
        self._node = node
        self._timers = {}
        self._events = queue.Queue()
        self._file = None
        node._sdk_runtime = self

    def begin(self, node):
        seed = os.environ.get("COMPENDIUM_SEED")
        node.random.seed(None if seed is None else f"{seed} {node.id}")
        # Not those of an earlier life: an answer to a question of before must not be taken for one of now.
        node._sdk_next_id = int(time.time() * 1000) % 1_000_000_000 * 1000
        folder = os.environ.get("COMPENDIUM_STORAGE")
        if folder is None:
            return
        self._file = open(os.path.join(folder, f"{node.id}.jsonl"), "a+b", buffering=0)
        self._file.seek(0)
        data = self._file.read()
        # A line without its end was being written when the node was killed: the next must not be joined to it.
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            self._file.truncate(len(whole))
        for line in whole.splitlines():
            self._keep(*json.loads(line))

    def run(self):
        threading.Thread(target=self._read, daemon=True).start()
        while True:
            event = self._next()
            if event is None:
                return
            if isinstance(event, str):
                self._node._sdk_due(event)
            elif event.strip():
                self._node._sdk_receive(json.loads(event))

    def _read(self):
        # Not by way of sys.stdin: its lock would be held while the program ends.
        for line in _Lines():
            self._events.put(line)
        self._events.put(None)

    def _next(self):
        """The next message, or the name of a timer that is due before one comes."""
        while True:
            name = min(self._timers, key=self._timers.get, default=None)
            left = None if name is None else self._timers[name] - time.monotonic()
            try:
                if left is None or left > 0:
                    return self._events.get(timeout=left)
            except queue.Empty:
                continue
            del self._timers[name]
            return name

    def now_ms(self):
        return time.monotonic() * 1000

    def send(self, message):
        _write(_text_of(message))

    def set_timer(self, name, delay_ms):
        self._timers[name] = time.monotonic() + delay_ms / 1000

    def cancel_timer(self, name):
        self._timers.pop(name, None)

    def save(self, key, value):
        self._keep(key, value)
        if self._file is not None:
            self._file.write(f"{_text_of([key, value])}\n".encode())

    def _keep(self, key, value):
        _keep(self.saved, key, _text_of(value))

    def show(self, facts):
        pass


def _keep(saved, key, text):
    """What is kept is text: whoever changes a value that was loaded changes nothing of what was saved."""
    if text == "null":
        saved.pop(key, None)
    else:
        saved[key] = text


class _Lines:
    """Lines of standard input. `rest` is what was read beyond the last of them."""

    def __init__(self, rest=b""):
        self.rest = rest

    def __iter__(self):
        while True:
            at = self.rest.find(b"\n")
            if at >= 0:
                line, self.rest = self.rest[:at], self.rest[at + 1 :]
                yield line
                continue
            # A long line comes in many pieces: it is looked at as a whole only once it has ended.
            pieces = [self.rest]
            while b"\n" not in pieces[-1]:
                data = os.read(0, 65536)
                if not data:
                    return
                pieces.append(data)
            self.rest = b"".join(pieces)


def _run_steps(make):
    """One life after the other. Each is a process of its own where there is fork, so that nothing of it stays."""
    if not hasattr(os, "fork"):
        _Steps(make()).live(_Lines())
        return
    rest = b""
    while True:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            os._exit(_one_life(make, rest, writer))
        os.close(writer)
        with os.fdopen(reader, "rb") as handed:
            rest = handed.read()
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != _NEXT_LIFE:
            sys.exit(0 if code == _NO_MORE else code if code > 0 else 128 - code)


_NEXT_LIFE, _NO_MORE = 75, 76


def _one_life(make, rest, writer):
    """What it has read beyond its end is handed to the next life."""
    try:
        lines = _Lines(rest)
        if not _Steps(make()).live(lines):
            return _NO_MORE
        while lines.rest:
            lines.rest = lines.rest[os.write(writer, lines.rest) :]
        return _NEXT_LIFE
    except BaseException as error:
        if isinstance(error, SystemExit):
            return error.code if isinstance(error.code, int) else 1
        traceback.print_exc()
        return 1
    finally:
        sys.stderr.flush()


class _Steps:
    """The node in virtual time: a line in is one event, a line out is all that it did. docs/node-protocol.md."""

    def __init__(self, node):
        self.saved = {}
        self._node = node
        self._did = []
        self._seed = 0
        self._life = 0
        node._sdk_runtime = self

    def live(self, lines):
        """True when another life is to come."""
        for line in lines:
            event = _value_of(line.decode())
            if "now" in event:
                _clock.now_us = event["now"]
                if "message" in event:
                    self._node._sdk_receive(event["message"])
                else:
                    self._node._sdk_due(event["timer"])
                did, self._did = self._did, []
                _write(f'{{"did":[{",".join(did)}]}}')
            elif "begin" in event:
                begin = event["begin"]
                self.saved = {key: _text_of(value) for key, value in begin["saved"].items()}
                self._seed = begin["seed"]
                self._life = begin["life"]
                random.seed(self._seed)
            elif "digest" in event:
                _write(_text_of({"digest": _digest(self._node)}))
            elif "end" in event:
                _write('{"ended":true}')
                return True
        return False

    def begin(self, node):
        node.random.seed(self._seed)
        node._sdk_next_id = self._life * 1_000_000 + 1

    def now_ms(self):
        return _clock.now_us / 1000

    def send(self, message):
        self._do({"send": message})

    def set_timer(self, name, delay_ms):
        self._do({"timer": name, "after": max(0, round(delay_ms * 1000))})

    def cancel_timer(self, name):
        self._do({"cancel": name})

    def save(self, key, value):
        text = _text_of(value)
        _keep(self.saved, key, text)
        self._did.append(f'{{"save":{_text_of(key)},"value":{text}}}')

    def show(self, facts):
        self._do({"show": facts})

    def _do(self, what):
        # As text at once: what the node changes afterwards is not what it sent.
        self._did.append(_text_of(what))


class _Clock:
    now_us = 0


_clock = _Clock()
_EPOCH_S = 1_700_000_000


def _take_chance_and_time():
    """What a program takes past `now_ms` and `random` repeats itself, too; waiting is refused."""
    random.seed(0)
    time.time = lambda: _EPOCH_S + _clock.now_us / 1e6
    time.monotonic = time.perf_counter = lambda: _clock.now_us / 1e6
    time.time_ns = lambda: _EPOCH_S * 10**9 + _clock.now_us * 1000
    time.monotonic_ns = time.perf_counter_ns = lambda: _clock.now_us * 1000
    time.sleep = _refuse("A node must not sleep: every message would have to wait. Set a timer instead")
    threading.Thread.start = _refuse("A node has one thread, so that its runs can be repeated. Set a timer instead")


def _refuse(text):
    def refused(*_args, **_kwargs):
        raise RuntimeError(text)

    return refused


class _Unknown(Exception):
    """Something whose state cannot be told."""


def _digest(node):
    """Two nodes of one digest do the same from now on: fields, what functions hold, variables of modules and classes."""
    own = {name: value for name, value in vars(node).items() if name != "_sdk_runtime"}
    try:
        text = _Walk(_own_modules()).text([own, repr(random.getstate())])
    except (_Unknown, RecursionError):
        return None
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _own_modules():
    """The modules of the program: what lies in the folder of its file, or below, and is not this one."""
    main = sys.modules["__main__"]
    folder = os.path.dirname(os.path.abspath(getattr(main, "__file__", None) or "."))
    return [
        module
        for name, module in sorted(sys.modules.items())
        if name != __name__ and (getattr(module, "__file__", None) or "").startswith(folder + os.sep) or module is main
    ]


class _Walk:
    """Writes down whatever can be reached. What is met again is written as the number of its first meeting."""

    def __init__(self, modules):
        self._modules = {module.__name__ for module in modules}
        self._shared = [vars(module) for module in modules]
        self._seen = {}
        self._kept = []

    def text(self, value):
        parts = [self._of(value)]
        for variables in self._shared:
            for name, one in list(variables.items()):
                if not name.startswith("__") and not isinstance(one, types.ModuleType):
                    parts.append(f"{name}={self._of(one)}")
        return "\n".join(parts)

    def _of(self, value):
        kind = type(value)
        if value is None or kind in (bool, int, float, complex, str, bytes):
            return repr(value)
        if id(value) in self._seen:
            return f"#{self._seen[id(value)]}"
        self._seen[id(value)] = len(self._seen)
        # As long as it is kept, nothing else can have its id.
        self._kept.append(value)
        return self._inside(value, kind)

    def _all(self, values):
        return ",".join([self._of(one) for one in values])

    def _inside(self, value, kind):
        if kind is dict:
            return "{" + ",".join([f"{self._of(key)}:{self._of(one)}" for key, one in value.items()]) + "}"
        if kind is list or kind is tuple:
            return f"{kind.__name__}({self._all(value)})"
        if kind is set or kind is frozenset:
            return f"{kind.__name__}({','.join(sorted(_plain(one) for one in value))})"
        if isinstance(value, type):
            return self._class(value)
        if kind is types.FunctionType:
            return self._function(value)
        if kind is types.MethodType:
            return f"{self._of(value.__func__)} of {self._of(value.__self__)}"
        if isinstance(value, (staticmethod, classmethod)):
            return self._of(value.__func__)
        if isinstance(value, property):
            return self._all([value.fget, value.fset, value.fdel])
        if kind is random.Random:
            return f"chance{value.getstate()!r}"
        if kind is types.BuiltinFunctionType:
            bound = value.__self__
            return f"{value.__qualname__} of {'' if isinstance(bound, types.ModuleType) else self._of(bound)}"
        return self._reduced(value)

    def _class(self, value):
        name = f"{value.__module__}.{value.__qualname__}"
        if value.__module__ not in self._modules:
            return name
        mine = [(key, one) for key, one in vars(value).items() if not key.startswith("__") or key == "__init__"]
        return f"{name}({','.join([f'{key}={self._of(one)}' for key, one in mine if not _is_slot(one)])})"

    def _function(self, value):
        code = value.__code__
        name = f"{value.__module__}.{value.__qualname__}@{code.co_firstlineno}"
        if value.__name__ == "<lambda>":
            consts = [one for one in code.co_consts if not isinstance(one, types.CodeType)]
            name += f"{code.co_code.hex()}{consts!r}{code.co_names!r}"
        if value.__closure__ is None and value.__defaults__ is None and not value.__kwdefaults__ and not vars(value):
            return name
        held = [value.__defaults__, value.__kwdefaults__, vars(value)]
        for cell in value.__closure__ or ():
            try:
                held.append(cell.cell_contents)
            except ValueError:
                held.append("nothing yet")
        return f"{name}({self._all(held)})"

    def _reduced(self, value):
        """As pickle would take it apart; what it cannot, such as a generator, is unknown."""
        try:
            reduced = value.__reduce_ex__(2)
        except Exception as error:
            raise _Unknown(value) from error
        if isinstance(reduced, str):
            return f"{type(value).__qualname__} {reduced}"
        make, given, state, items, pairs = (*reduced, None, None, None)[:5]
        return "".join(
            [
                f"{type(value).__module__}.{type(value).__qualname__} {self._of(make)}({self._all(given)})",
                "" if state is None else self._of(state),
                "" if items is None else f"[{self._all(items)}]",
                "" if pairs is None else "{" + ",".join([f"{self._of(key)}:{self._of(one)}" for key, one in pairs]) + "}",
            ]
        )


def _is_slot(value):
    return isinstance(value, (types.MemberDescriptorType, types.GetSetDescriptorType))


def _plain(value):
    """Elements of a set have no order: only what can be told without one is taken."""
    if type(value) in (tuple, frozenset):
        return f"({','.join([_plain(one) for one in value])})"
    if value is None or type(value) in (bool, int, float, complex, str, bytes):
        return repr(value)
    raise _Unknown(value)


# From the first line of the program on: it may draw before its life begins.
if os.environ.get("COMPENDIUM_NODE") == "steps":
    _take_chance_and_time()
