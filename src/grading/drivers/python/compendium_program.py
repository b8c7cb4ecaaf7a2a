"""A learner's file: how it is loaded, and whether it has the names of the contract."""

import os
import sys
import types

from compendium_clock import clock
from compendium_values import Given
from compendium_words import describe_error


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
