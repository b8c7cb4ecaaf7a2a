"""Runs a program on a pseudo-terminal, for tests.

usage: run_on_pty.py COLUMNS ROWS PROGRAM [ARGUMENT...]

What the program writes goes to stdout as it is. Lines of JSON on stdin tell what to do to it:
{"send": TEXT}, {"resize": [COLUMNS, ROWS]}, {"signal": NAME}. When the program has ended, one line
of JSON goes to stderr: its exit code (minus the signal's number if it died of one) and whether the
terminal's settings are what they were before it started. Nothing but Python's standard library.
"""
import fcntl
import json
import os
import select
import signal
import struct
import subprocess
import sys
import termios


def set_size(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def own_terminal():
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def obey(command, master, child):
    if "send" in command:
        os.write(master, command["send"].encode())
    elif "resize" in command:
        set_size(master, *command["resize"])
    elif "signal" in command:
        child.send_signal(getattr(signal, command["signal"]))


def pump(master, child):
    """Passes output on and obeys until the program has ended and all it wrote is read."""
    pending = b""
    sources = [master, 0]
    while True:
        ready, _, _ = select.select(sources, [], [], 0.05)
        if master in ready:
            sys.stdout.buffer.write(os.read(master, 65536))
            sys.stdout.buffer.flush()
        elif child.poll() is not None:
            return
        if 0 in ready:
            text = os.read(0, 65536)
            if text == b"":
                # Whoever started us is gone: nothing may be left behind.
                child.kill()
                sources.remove(0)
            pending += text
            *lines, pending = pending.split(b"\n")
            for line in lines:
                if child.poll() is None:
                    obey(json.loads(line), master, child)


def main(columns, rows, *words):
    master, slave = os.openpty()
    set_size(master, int(columns), int(rows))
    before = termios.tcgetattr(slave)
    child = subprocess.Popen(words, stdin=slave, stdout=slave, stderr=slave, preexec_fn=own_terminal)
    pump(master, child)
    after = termios.tcgetattr(slave)
    print(json.dumps({"code": child.returncode, "restored": before == after}), file=sys.stderr)


main(*sys.argv[1:])
