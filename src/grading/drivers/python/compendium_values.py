"""Values that cross between the grader and a learner's program, and the things that it is given."""

from compendium_clock import clock, schedule

MASK = 0xFFFFFFFF


def given_clock():
    return clock.now_ms


def given_hash(text):
    """32 bits of any text: FNV-1a over its bytes, then the finalizer of MurmurHash3, so that texts that
    differ in their last letter alone land far from each other."""
    value = 0x811C9DC5
    for byte in str(text).encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & MASK
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & MASK
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & MASK
    return value ^ (value >> 16)


class Given:
    """What a constructor is handed besides options, and what was done with it."""

    def __init__(self, numbers):
        self.numbers = numbers
        self.drawn = 0
        self.effects = []

    def of(self, wanted):
        kinds = {"clock": given_clock, "hash": given_hash, "random": self.random, "sleep": self.sleep,
                 "schedule": schedule}
        return {one["name"]: kinds[one["kind"]] for one in wanted if one["kind"] in kinds}

    def random(self):
        if not self.numbers:
            return 0.5
        number = self.numbers[self.drawn % len(self.numbers)]
        self.drawn += 1
        return number

    def sleep(self, ms):
        self.effects.append("sleep(%s)" % plain_number(ms))
        clock.advance(max(0, ms))

    def take_effects(self):
        effects, self.effects = self.effects, []
        return effects


def plain_number(value):
    """A whole number without a fraction, also where it is a float."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def encode(value, kind, to_json):
    """The value as JSON; None when it is not of the kinds that a contract knows."""
    if kind.startswith("int64"):
        value = as_digits(value)
    if not is_plain(value, 0):
        return None
    try:
        return to_json(value, allow_nan=False)
    except (ValueError, TypeError, RecursionError):
        return None


def as_digits(value):
    """Whole numbers of 64 bits cross as their digits, also within a list."""
    if isinstance(value, (list, tuple)):
        return [as_digits(one) for one in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def from_digits(value):
    if isinstance(value, list):
        return [from_digits(one) for one in value]
    return value if value is None else int(value)


def is_plain(value, depth):
    if value is None or isinstance(value, (bool, int, float, str)):
        return True
    if depth > 8:
        return False
    if isinstance(value, (list, tuple)):
        return all(is_plain(one, depth + 1) for one in value)
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(one, depth + 1) for key, one in value.items())
    return False
