"""Functions that a learner's program is handed: what they do is scripted, every run is recorded."""

from compendium_clock import clock
from compendium_values import encode, from_digits


class GivenError(Exception):
    """What a function raises that is told to fail."""


class LanguageError(ConnectionError, ValueError, RuntimeError):
    """What Python itself raises: a program that names types of errors mostly names one of these."""


def error_of(kind, text):
    """An error of the learner's own class, which may ask for whatever arguments."""
    try:
        return kind(text)
    except BaseException:
        return kind.__new__(kind)


class Functions:
    """Those of one sequence."""

    def __init__(self, contract, given, errors, to_json):
        self.shapes = {(one["id"], index): shape
                       for one in contract["methods"] for index, shape in enumerate(one.get("functions", ()))}
        self.given = given
        self.errors = dict(errors)
        self.to_json = to_json
        self.failed = []
        # While calls are side by side: in which order functions ran, and what lets other threads go on.
        self.runs = None
        self.yield_turns = None

    def argument(self, method, index, script, owner=None):
        return self.made(script["$function"], self.shapes[method, index], script, owner)

    def made(self, name, shape, script, owner=None):
        """The function as the program gets it. `owner`: the call in flight that it was handed to."""
        followed = {}
        kinds = shape["parameters"]

        def function(*args, **named):
            values = list(args) + list(named.values())
            told = "%s(%s)" % (name, self.told(values, kinds))
            deed = self.enter(name, told, owner, following(script, followed, values))
            if deed.get("takesMs"):
                clock.advance(deed["takesMs"])
            if "fails" in deed:
                raise self.error(deed["fails"])
            value = deed.get("gives")
            return from_digits(value) if shape["returns"].startswith("int64") else value

        function.__name__ = function.__qualname__ = name
        return function

    def enter(self, name, told, owner, deed):
        """A run has begun; gives what it does."""
        if self.runs is None:
            self.given.effects.append(told)
        else:
            self.run_beside_others(told, owner, deed.get("yields", 0))
        return deed

    def run_beside_others(self, told, owner, yields):
        self.runs.append("+%d %s" % (owner, told))
        self.yield_turns(yields)
        self.runs.append("-%d" % owner)

    def told(self, values, kinds):
        texts = []
        for index, value in enumerate(values):
            text = encode(value, kinds[index] if index < len(kinds) else "any", self.to_json)
            texts.append("<%s>" % type(value).__name__ if text is None else text)
        return ", ".join(texts)

    def error(self, label):
        kind = self.errors.get(label)
        error = GivenError(label) if kind is None else error_of(kind, label)
        self.failed.append((error, label))
        return error

    def label(self, error):
        """What a function failed with, if this is that very error."""
        return next((label for one, label in self.failed if one is error), None)

    def cause(self, error):
        """The same for an error that was raised because of it."""
        return self.label(error.__cause__) or self.label(error.__context__)


def following(script, followed, values):
    """What the next run does. A run whose first argument has a list of its own follows that."""
    first = values[0] if values and isinstance(values[0], str) else None
    own = script.get("by", {}).get(first)
    key = None if own is None else first
    deeds = script["does"] if own is None else own
    run = followed.get(key, 0)
    followed[key] = run + 1
    return deeds[min(run, len(deeds) - 1)] if deeds else {}
