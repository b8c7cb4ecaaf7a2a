"""How long to wait for a thread of the program's before it counts as stuck. What it costs is processor time, and
time in which nothing wanted a processor: a thread that queues for one on a busy machine has not been waited for."""

import _thread
import sys
# Taken before the learner's program can replace them.
from os import O_RDONLY, close, listdir, read
from os import open as open_file
from os.path import isdir
from time import process_time

SLICE_S = 0.005
# Some of each wait counts all the same, so that it ends.
LEAST = 0.05
TASKS = "/proc/self/task"
ON_LINUX = sys.platform == "linux" and isdir(TASKS)


class Patience:
    def __init__(self, slices):
        self.left_s = slices * SLICE_S
        self.used_s = process_time()

    def is_over(self):
        """To be asked after each wait of SLICE_S in vain."""
        used_s = process_time()
        spent_s = used_s - self.used_s
        self.used_s = used_s
        # No wait costs more than a slice: while the collector of garbage holds the interpreter, a second is one wait.
        cost_s = max(spent_s, SLICE_S * LEAST) if others_are_ready() else SLICE_S
        self.left_s -= min(cost_s, SLICE_S)
        return self.left_s <= 0


def acquired(lock, slices):
    """True when the lock was taken before patience was over."""
    patience = Patience(slices)
    while not lock.acquire(True, SLICE_S):
        if patience.is_over():
            return False
    return True


def others_are_ready():
    """Whether a thread but the one that asks has a processor, queues for one, or waits for the disk."""
    if not ON_LINUX:
        return False
    own = str(_thread.get_native_id())
    return any(is_ready(task) for task in listdir(TASKS) if task != own)


def is_ready(task):
    try:
        handle = open_file("%s/%s/stat" % (TASKS, task), O_RDONLY)
        try:
            stat = read(handle, 128)
        finally:
            close(handle)
    except OSError:
        return False
    return stat[stat.rfind(b")") + 2:][:1] in (b"R", b"D")
