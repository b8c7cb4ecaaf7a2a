"""What a script can tell by `$?`."""

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    # The service said no.
    REFUSED = 1
    # The command line, a file or the configuration makes no sense.
    USAGE = 2
    # Nobody knows whether it happened: run the same command again.
    NO_ANSWER = 3
    # A fault of this program.
    FAULT = 70
    # Ctrl-C: 128 and the number of the signal.
    INTERRUPTED = 130


class UsageError(Exception):
    """Something that whoever typed the command can put right."""
