"""`python -m service` runs one command line."""

import asyncio
import os
import signal
import sys

from service.exit_codes import Exit
from service.program import run
from service.terminal import Terminal


async def until_done_or_stopped(argv: list[str], terminal: Terminal) -> int:
    """Ctrl-C and SIGTERM cancel what is under way; a second one ends the process the ordinary way."""
    loop = asyncio.get_running_loop()
    running = asyncio.create_task(run(argv, terminal))
    numbers = (signal.SIGINT, signal.SIGTERM)

    def stop() -> None:
        for number in numbers:
            loop.remove_signal_handler(number)
        running.cancel()

    for number in numbers:
        loop.add_signal_handler(number, stop)
    return await running


def main() -> int:
    terminal = Terminal(
        env=os.environ, out=sys.stdout.write, err=write_error, is_watched=sys.stderr.isatty()
    )
    try:
        code = asyncio.run(until_done_or_stopped(sys.argv[1:], terminal))
        sys.stdout.flush()
    except BrokenPipeError:
        # `| head` closes the pipe when it has enough: that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    return code


def write_error(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
