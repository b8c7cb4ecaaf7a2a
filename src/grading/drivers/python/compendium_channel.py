"""The descriptors on which the grader is talked to, and what a learner's program prints."""

import os
from json import dumps as to_json


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
