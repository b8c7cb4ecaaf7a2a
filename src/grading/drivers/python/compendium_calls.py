"""Calls of a learner's program in threads of ours, and what came of them."""

import _thread

from compendium_clock import clock
from compendium_functions import GivenError, LanguageError, error_of
from compendium_patience import acquired


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
