"""Stops a process where it holds up nobody else."""

import os
import signal
import sqlite3
import time
from pathlib import Path


def stop_between_transactions(pid: int, file: Path) -> None:
    """SIGSTOP, at a moment at which the process does not have the lock of the SQLite file.

    One that is stopped with the lock keeps it, and nobody can take it away: then nobody else can lead.
    """
    while True:
        os.kill(pid, signal.SIGSTOP)
        # It takes a moment until a signal that was sent has worked.
        os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOWAIT)
        if is_free(file):
            return
        os.kill(pid, signal.SIGCONT)
        time.sleep(0.01)


def is_free(file: Path) -> bool:
    """Whoever runs has it for moments only, and is waited for."""
    connection = sqlite3.connect(file, timeout=1, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
