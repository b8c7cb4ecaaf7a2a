"""Runs commands in turns and reports what each run cost, as JSON.

Read from standard input: {"warmups", "runs", "cases": [{"name", "argv", "env", "until"?}]}.
Written: {name: [{"cpuMs", "wallMs", "status"}]}. CPU time is that of the child and of what it waited
for, by wait4, which Node does not offer. A case with "until" gets a terminal of 80x24 and is
measured up to the moment that text arrives; it is then asked to quit (q).
"""

import fcntl
import json
import os
import select
import signal
import struct
import sys
import termios
import time

PATIENCE_S = 20


def environment(changes):
    env = {k: v for k, v in os.environ.items() if k not in ("NODE_EXTRA_CA_CERTS", "NODE_OPTIONS")}
    env.update(changes)
    return env


def run_plain(argv, env):
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, fd) for fd in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(argv[0], argv, env, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    os.close(null)
    return sample(usage, wall, os.waitstatus_to_exitcode(status))


def run_on_terminal(argv, env, until):
    parent, child = os.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    actions = [(os.POSIX_SPAWN_DUP2, child, fd) for fd in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(argv[0], argv, dict(env, TERM="xterm-256color"), file_actions=actions)
    os.close(child)
    seen = read_until(parent, until.encode())
    wall = time.perf_counter() - start
    if seen:
        os.write(parent, b"q")
        read_until(parent, None)
    else:
        os.kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    os.close(parent)
    return sample(usage, wall, os.waitstatus_to_exitcode(status) if seen else None)


def read_until(fd, wanted):
    text = b""
    while True:
        ready, _, _ = select.select([fd], [], [], PATIENCE_S)
        if not ready:
            return False
        try:
            chunk = os.read(fd, 65536)
        except OSError:  # Linux says so when the last holder of the other end is gone.
            chunk = b""
        if not chunk:
            return wanted is None
        text += chunk
        if wanted is not None and wanted in text:
            return True


def sample(usage, wall, status):
    cpu = usage.ru_utime + usage.ru_stime
    return {"cpuMs": cpu * 1e3, "wallMs": wall * 1e3, "status": status}


def main():
    spec = json.load(sys.stdin)
    results = {case["name"]: [] for case in spec["cases"]}
    for turn in range(spec["warmups"] + spec["runs"]):
        for case in spec["cases"]:
            env = environment(case.get("env", {}))
            until = case.get("until")
            run = run_on_terminal(case["argv"], env, until) if until else run_plain(case["argv"], env)
            if turn >= spec["warmups"]:
                results[case["name"]].append(run)
    json.dump(results, sys.stdout)


main()
