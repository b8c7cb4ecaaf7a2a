"""Values and errors of a learner's program, as a report tells of them."""

TEXT_LIMIT = 300


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
