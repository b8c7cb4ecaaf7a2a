"""Runs call sequences against a learner's Python file.

Started as: driver.py NONCE FILE. Requests are lines of JSON on file descriptor 3, replies go to
file descriptor 4, each as NONCE, a blank and JSON, so that whatever the learner's program writes
there by accident is told apart. Works with Python 3.9 and later; standard library alone.
"""

import os
import sys
import threading
# Taken before the learner's program can replace it.
from json import loads as from_json

from compendium_channel import Channel, Printed
from compendium_clock import install_clock
from compendium_program import Program, check_shape, load_problem
from compendium_run import Run, overlaps
from compendium_threads import install_locks
from compendium_turns import install_threads
from compendium_words import describe_error

MINIMUM = (3, 9)


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
